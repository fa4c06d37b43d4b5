package io.holdfast.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cdi.bean.HoldfastSessionScoped;
import jakarta.enterprise.inject.Any;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The names under which session beans are stored, which every server must agree on. */
class BeanNameTest {

    @Test
    void namesSayClassMemberAndQualifiersAndNothingOfTheServer() {
        assertThat(namesIn("one"))
                .isEqualTo(namesIn("other"))
                .containsExactly(
                        "io.holdfast.cdi.Shop$Cart@jakarta.inject.Named(value=cart)",
                        "io.holdfast.cdi.Shop$Till#made@io.holdfast.cdi.Shop$From(value=field)",
                        "io.holdfast.cdi.Shop$Till#recent()@io.holdfast.cdi.Shop$From(value=method)",
                        "io.holdfast.cdi.Shop$Till#recent(io.holdfast.cdi.Shop$Ledger)@io.holdfast.cdi.Shop$From(value=overloaded)",
                        "io.holdfast.cdi.Shop$Wishlist");
    }

    private Set<String> namesIn(String deployment) {
        try (Server server = Server.start(deployment, new KeptNodes(), Shop.BEANS)) {
            return server.container().getBeanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
                    .filter(bean -> bean.getScope() == HoldfastSessionScoped.class)
                    .map(server.sessionBeans()::nameOf)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
