package io.holdfast.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.session.SerialFilter;
import io.holdfast.session.UnstorableValueException;
import io.holdfast.session.ValueCodec;
import jakarta.servlet.http.Cookie;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContainerClassesTest {

    private final ValueCodec codec = new ValueCodec(
            List.of(ContainerClassesTest.class.getClassLoader()),
            new SerialFilter(Set.of(), ContainerClasses.PATTERNS, new SerialFilter.Limits(100, 1_000, 100_000)));

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
