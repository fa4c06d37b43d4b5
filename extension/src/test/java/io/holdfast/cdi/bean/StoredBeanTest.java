package io.holdfast.cdi.bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.session.value.AllowedClasses;
import io.holdfast.session.value.EncodingRetries;
import io.holdfast.session.value.SerialFilter;
import io.holdfast.session.value.UnstorableValueException;
import io.holdfast.session.value.ValueCodec;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A bean that came with the server, which stays in this process where it cannot be stored. */
class StoredBeanTest {

    private static final EncodingRetries TRIES = made -> made < 5;

    private final ValueCodec codec = new ValueCodec(
            List.of(StoredBeanTest.class.getClassLoader()),
            new SerialFilter(AllowedClasses.any(List.of()), new SerialFilter.Limits(100, 10_000, 100_000)));
    private final LocalBeans local = new LocalBeans();

    /** Grows while it is written, as often as it is told to. */
    private static final class Growing implements Serializable {

        private static final long serialVersionUID = 1L;

        private final List<Object> lines = new ArrayList<>();
        private transient int left;

        Growing(int left) {
            this.left = left;
            lines.add(new Line(this));
        }
    }

    private static final class Line implements Serializable {

        private static final long serialVersionUID = 1L;

        private final Growing of;

        Line(Growing of) {
            this.of = of;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            if (of.left-- > 0) {
                of.lines.add("another");
            }
            out.defaultWriteObject();
        }
    }

    private static final class Made implements CreationalContext<Object>, Serializable {

        private static final long serialVersionUID = 1L;

        @Override
        public void push(Object incomplete) {
            // nothing is made of it
        }

        @Override
        public void release() {
            // it holds nothing
        }
    }

    private StoredBean holding(Object instance) {
        StoredBean bean = StoredBean.create(
                new Contextual<>() {
                    @Override
                    public Object create(@Nullable CreationalContext<Object> creational) {
                        return instance;
                    }

                    @Override
                    public void destroy(Object any, @Nullable CreationalContext<Object> creational) {
                        // it is not
                    }
                },
                new Made());
        bean.orElseStayIn(local, value -> codec.tryOut(value, TRIES));
        return bean;
    }

    @Test
    void oneThatChangesForAMomentIsStored() throws Exception {
        assertThat(codec.decode(codec.encode(holding(new Growing(3)), null, TRIES)))
                .isInstanceOf(StoredBean.class);
    }

    @Test
    void oneThatNeverHoldsStillIsRefusedInsteadOfGivingUpWhatIsStoredOfIt() {
        StoredBean bean = holding(new Growing(Integer.MAX_VALUE));
        assertThatThrownBy(() -> codec.encode(bean, null, TRIES))
                .isInstanceOfSatisfying(
                        UnstorableValueException.class,
                        e -> assertThat(e.isTorn()).isTrue());
    }

    @Test
    void oneThatIsNotSerialisableStays() throws Exception {
        Object stored = codec.decode(codec.encode(holding(new Object()), null, TRIES));
        assertThat(stored)
                .isInstanceOfSatisfying(
                        StoredBean.Marker.class,
                        marker -> assertThat(local.get(marker)).isNotNull());
    }
}
