package io.holdfast.login;

import io.holdfast.store.OpenSession;
import io.holdfast.web.RequestSession;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/**
 * Stands before a login mechanism (Jakarta Security 3.0 section 2) and keeps in the session whom one with
 * {@code @AutoApplySession}, or a form, asks the container to remember; the container would keep it in its own session,
 * on one server. Not for applications. Thread-safe.
 *
 * <p>A decorator was turned down: the servers' own mechanisms are beans that decorators do not reach. So was an
 * identity that our request alone shows: constraints, EJBs and the SecurityContext go by the container's.
 */
@Interceptor
@RemembersLogin
@Priority(RememberLoginInterceptor.BEFORE_AUTO_APPLY_SESSION)
public class RememberLoginInterceptor {

    static final int BEFORE_AUTO_APPLY_SESSION = Interceptor.Priority.PLATFORM_BEFORE + 190;

    /** For the container. */
    public RememberLoginInterceptor() {}

    /** Called by the container in place of each of the mechanism's methods. */
    @AroundInvoke
    public Object around(InvocationContext call) throws Exception {
        return switch (call.getMethod().getName()) {
            case "validateRequest" -> new LoginValidation(call).run();
            case "cleanSubject" -> forget(call);
            default -> call.proceed();
        };
    }

    private static Object forget(InvocationContext call) throws Exception {
        RequestSession request = RequestSession.current();
        OpenSession session = request == null ? null : request.openSession(false);
        if (session != null) {
            RememberedCaller.removeFrom(session);
        }
        return call.proceed();
    }
}
