package io.holdfast.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.holdfast.session.value.SerialFilter;
import io.holdfast.session.value.UnstorableValueException;
import io.holdfast.session.value.ValueCodec;
import jakarta.servlet.http.Cookie;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContainerClassesTest {

    private final ValueCodec codec = new ValueCodec(
            List.of(ContainerClassesTest.class.getClassLoader()),
            new SerialFilter(Set.of(), ContainerClasses.PATTERNS, new SerialFilter.Limits(100, 1_000, 100_000)));

    @Test
    void ourOwnClassesThatAreInRecordsAreListed() {
        Stream<String> written = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.holdfast.cdi")
                        .stream()
                        .filter(type -> type.isAssignableTo(Serializable.class) && !type.isAnonymousClass())
                        .map(JavaClass::getName);
        assertThat(written)
                .containsExactlyInAnyOrderElementsOf(ContainerClasses.PATTERNS.stream()
                        .filter(pattern -> pattern.startsWith("io.holdfast."))
                        .toList());
    }

    @Test
    void aCookieMayBeAnAttribute() throws Exception {
        Cookie cookie = new Cookie("theme", "dark");
        cookie.setPath("/shop");
        Cookie read = (Cookie) codec.decode(codec.encode(cookie));
        assertThat(read.getValue()).isEqualTo("dark");
        assertThat(read.getPath()).isEqualTo("/shop");
    }

    @Test
    void aMapThatMakesObjectsOfAnyClassWhenItIsReadIsRefused() throws Exception {
        Object refused = noneOf("jakarta.faces.component.UIComponentBase$AttributesMap");
        assertThatThrownBy(() -> codec.encode(refused))
                .isInstanceOf(UnstorableValueException.class)
                .hasMessageContaining("is not allowed");
        assertThat(codec.decode(codec.encode(noneOf("jakarta.faces.component.StateHolderSaver"))))
                .isNotNull();
    }

    /** An empty array, of which the element's class is asked for as that of an object is. */
    private static Object noneOf(String type) throws ClassNotFoundException {
        return Array.newInstance(Class.forName(type), 0);
    }
}
