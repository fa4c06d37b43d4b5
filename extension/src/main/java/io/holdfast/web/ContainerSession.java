package io.holdfast.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The container's own session beneath ours, which a parallel request may end at any moment. Thread-safe. */
record ContainerSession(HttpSession bare) {

    /** That of a request, or null where it has none. */
    static @Nullable ContainerSession of(HttpServletRequest container) {
        HttpSession present = container.getSession(false);
        return present == null ? null : new ContainerSession(present);
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

    /** What is there if it will do, else {@code fresh}, which is there then: parallel requests agree on one. */
    String agree(String name, Predicate<String> willDo, String fresh) {
        synchronized (ContainerSession.class) {
            if (get(name) instanceof String present && willDo.test(present)) {
                return present;
            }
            set(name, fresh);
            return fresh;
        }
    }

    /** Does nothing in one that has ended. */
    void end() {
        try {
            bare.invalidate();
        } catch (IllegalStateException e) {
            return;
        }
    }
}
