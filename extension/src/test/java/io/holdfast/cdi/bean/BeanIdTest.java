package io.holdfast.cdi.bean;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BeanIdTest {

    @Test
    void theWebApplicationsOfAnEarHaveIdsOfTheirOwn() {
        assertThat(BeanId.of("bean", "/content/both.ear/one.war/WEB-INF/lib/holdfast.jar"))
                .isEqualTo("holdfast/one.war/bean");
        assertThat(BeanId.of("bean", "/workarea/51/data/cache/.cache/.cache/one.war/WEB-INF/lib/holdfast.jar"))
                .isEqualTo("holdfast/one.war/bean");
    }

    @Test
    void theIdOfAnyOtherApplicationDoesNotDependOnWhereAServerKeepsIt() {
        assertThat(BeanId.of("bean", "/content/shop.war/WEB-INF/lib/holdfast.jar"))
                .isEqualTo("holdfast/bean");
        assertThat(BeanId.of("bean", "/tmp/x93/shop/WEB-INF/lib/holdfast.jar")).isEqualTo("holdfast/bean");
        assertThat(BeanId.of("bean", "/usr/lib/holdfast.jar")).isEqualTo("holdfast/bean");
    }
}
