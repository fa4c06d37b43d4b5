package io.holdfast.cdi.bean;

import io.holdfast.store.OpenSession;
import io.holdfast.web.RequestSession;
import jakarta.enterprise.context.ContextNotActiveException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where session beans live: in the record of their session. */
public final class SessionBeanStore {

    private SessionBeanStore() {}

    /** That of a session which is open. */
    public static BeanStore of(OpenSession session) {
        return new BeanStore(session::making, session.beans(), session::requireStorable);
    }

    /** As {@link StoredBeanContext.BeanStores#ofThisRequest}. */
    public static @Nullable Supplier<BeanStore> ofThisRequest(boolean create) {
        RequestSession current = RequestSession.current();
        if (current == null) {
            throw new ContextNotActiveException("There is no session here: @SessionScoped beans can be used on the"
                    + " threads of a request; elsewhere, use SessionStore");
        }
        OpenSession session = current.openSession(create);
        if (session == null) {
            return null;
        }
        BeanStore beanStore = of(session);
        return () -> beanStore;
    }
}
