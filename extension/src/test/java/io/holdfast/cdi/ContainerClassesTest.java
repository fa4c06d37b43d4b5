package io.holdfast.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.session.SerialFilter;
import io.holdfast.session.ValueCodec;
import jakarta.servlet.http.Cookie;
import java.io.ObjectInputFilter;
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
        ObjectInputFilter filter = ObjectInputFilter.Config.createFilter(String.join(";", ContainerClasses.PATTERNS));
        assertThat(verdict(filter, Class.forName("jakarta.faces.component.UIComponentBase$AttributesMap")))
                .isEqualTo(ObjectInputFilter.Status.REJECTED);
        assertThat(verdict(filter, Class.forName("jakarta.faces.component.StateHolderSaver")))
                .isEqualTo(ObjectInputFilter.Status.ALLOWED);
    }

    private static ObjectInputFilter.Status verdict(ObjectInputFilter filter, Class<?> type) {
        return filter.checkInput(new ObjectInputFilter.FilterInfo() {
            @Override
            public Class<?> serialClass() {
                return type;
            }

            @Override
            public long arrayLength() {
                return -1;
            }

            @Override
            public long depth() {
                return 1;
            }

            @Override
            public long references() {
                return 1;
            }

            @Override
            public long streamBytes() {
                return 0;
            }
        });
    }
}
