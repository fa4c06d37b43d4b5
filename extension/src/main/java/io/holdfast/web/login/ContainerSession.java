package io.holdfast.web.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The container's own session beneath ours, which a parallel request may end at any moment. Thread-safe. */
public record ContainerSession(HttpSession bare) {

    /** Of Open Liberty, for a session that another user has used. */
    private static final String REFUSED = "com.ibm.websphere.servlet.session.UnauthorizedSessionRequestException";

    /** That of a request; null if it has none, or one that is another user's. */
    public static @Nullable ContainerSession of(HttpServletRequest container) {
        return asked(container, false);
    }

    /** That of a request, which gets one if need be; null if it has another user's. */
    public static @Nullable ContainerSession begun(HttpServletRequest container) {
        return asked(container, true);
    }

    private static @Nullable ContainerSession asked(HttpServletRequest container, boolean create) {
        try {
            HttpSession present = container.getSession(create);
            return present == null ? null : new ContainerSession(present);
        } catch (RuntimeException e) {
            if (e.getClass().getName().equals(REFUSED)) {
                return null;
            }
            throw e;
        }
    }

    /** Null in one that has ended. */
    @Nullable
    Object get(String name) {
        try {
            return bare.getAttribute(name);
        } catch (IllegalStateException e) {
            return null;
        }
    }

    /** Does nothing in one that has ended; null removes. */
    void set(String name, @Nullable String value) {
        try {
            bare.setAttribute(name, value);
        } catch (IllegalStateException e) {
            return;
        }
    }

    /** Sets what is not there, or will not do; returns what will, or null: parallel requests agree on one. */
    @Nullable
    String setUnless(String name, Predicate<String> willDo, String fresh) {
        synchronized (ContainerSession.class) {
            if (get(name) instanceof String present && willDo.test(present)) {
                return present;
            }
            set(name, fresh);
            return null;
        }
    }

    /** Does nothing in one that has ended. */
    public void end() {
        try {
            bare.invalidate();
        } catch (IllegalStateException e) {
            return;
        }
    }
}
