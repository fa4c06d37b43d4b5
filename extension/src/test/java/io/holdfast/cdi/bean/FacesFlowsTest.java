package io.holdfast.cdi.bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.session.value.SerialFilter;
import io.holdfast.session.value.UnreadableValueException;
import io.holdfast.session.value.ValueCodec;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FacesFlowsTest {

    private static final ClassLoader OURS = FacesFlowsTest.class.getClassLoader();

    private static final List<String> ALLOWED = List.of(FacesFlows.Reference.class.getName());

    private static ValueCodec server(FacesFlows.Search search) {
        return new ValueCodec(
                List.of(OURS),
                new SerialFilter(Set.of(OURS), ALLOWED, new SerialFilter.Limits(100, 1_000, 100_000)),
                new FacesFlows(search));
    }

    private static Object hop(FacesFlows.Search there) throws Exception {
        ValueCodec here = server((document, flow) -> null);
        return server(there).decode(here.encode(new ArrayDeque<>(List.of(new TrialFlow("checkout")))));
    }

    @Test
    void aFlowInASessionIsTheOtherServersOwnThere() throws Exception {
        TrialFlow theirs = new TrialFlow("checkout");
        ArrayDeque<?> read = (ArrayDeque<?>)
                hop((document, flow) -> (document + "/" + flow).equals("shop/checkout") ? theirs : null);
        assertThat(read.getFirst()).isSameAs(theirs);
    }

    @Test
    void oneThatIsNotThereMakesItsAttributeUnreadable() {
        assertThatThrownBy(() -> hop((document, flow) -> null))
                .isInstanceOf(UnreadableValueException.class)
                .hasMessageContaining("the flow checkout of the document \"shop\" is not known here");
    }
}
