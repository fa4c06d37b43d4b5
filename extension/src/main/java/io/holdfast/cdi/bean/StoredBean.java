package io.holdfast.cdi.bean;

import io.holdfast.session.value.UnstorableValueException;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session bean as it is stored: the instance with what was created for it, so that another server can also destroy
 * both.
 */
final class StoredBean implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Object instance;
    private final CreationalContext<?> creational;
    private transient @Nullable Place local;
    private transient BeanStore.@Nullable StorableCheck storableCheck;
    private transient @Nullable Marker marker;

    /** Where a bean stays that cannot be stored. */
    interface Place {
        void take(StoredBean bean, Marker marker, Exception whyNotStorable);
    }

    /** What the record holds instead of a bean that stays in a process. */
    record Marker(UUID key) implements Serializable {

        static Marker create() {
            return new Marker(UUID.randomUUID());
        }
    }

    private StoredBean(Object instance, CreationalContext<?> creational) {
        this.instance = instance;
        this.creational = creational;
    }

    static <T> StoredBean create(Contextual<T> contextual, CreationalContext<T> creational) {
        return new StoredBean(contextual.create(creational), creational);
    }

    Object instance() {
        return instance;
    }

    /** Says where this bean stays should it turn out not to be storable; without that, saving it fails. */
    void orElseStayIn(Place place, BeanStore.StorableCheck check) {
        local = place;
        storableCheck = check;
    }

    /** Destroys the instance and its dependent objects. */
    @SuppressWarnings("unchecked") // both came out of one Contextual.create
    void destroy(Contextual<?> contextual) {
        ((Contextual<Object>) contextual).destroy(instance, (CreationalContext<Object>) creational);
    }

    /** Weld's references hold the name of the deployment that wrote them. */
    @Serial
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        try {
            in.defaultReadObject();
        } catch (IllegalStateException e) {
            InvalidObjectException clear = new InvalidObjectException("it refers to beans of another deployment ("
                    + e.getMessage() + "); deploy the application under the same name on all servers");
            clear.initCause(e);
            throw clear;
        }
    }

    @Serial
    private Object writeReplace() {
        Place place = local;
        BeanStore.StorableCheck check = storableCheck;
        if (place == null || check == null) {
            return this;
        }
        try {
            check.of(new Object[] {instance, creational});
            return this;
        } catch (IOException | RuntimeException e) {
            if (e instanceof UnstorableValueException unstorable && unstorable.isTorn()) {
                return this; // it is tried again, and else its request refused: what is stored of it is to stay
            }
            Marker stays = marker != null ? marker : Marker.create();
            marker = stays;
            place.take(this, stays, e);
            return stays;
        }
    }
}
