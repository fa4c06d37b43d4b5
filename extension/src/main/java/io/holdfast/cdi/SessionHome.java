package io.holdfast.cdi;

import io.holdfast.store.OpenSession;
import io.holdfast.web.RequestSession;
import jakarta.enterprise.context.ContextNotActiveException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where session beans live: in the record of their session. */
final class SessionHome {

    private SessionHome() {}

    static StoredBeans.Home of(OpenSession session) {
        return new StoredBeans.Home(session::making, session.beans(), session::requireStorable);
    }

    /** As {@link StoredBeanContext.Homes#ofThisRequest}. */
    static @Nullable Supplier<StoredBeans.Home> ofThisRequest(boolean create) {
        RequestSession current = RequestSession.current();
        if (current == null) {
            throw new ContextNotActiveException("There is no session here: @SessionScoped beans can be used on the"
                    + " threads of a request; elsewhere, use SessionStore");
        }
        OpenSession session = current.openSession(create);
        if (session == null) {
            return null;
        }
        StoredBeans.Home home = of(session);
        return () -> home;
    }
}
