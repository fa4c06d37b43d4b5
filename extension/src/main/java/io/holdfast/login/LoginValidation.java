package io.holdfast.login;

import io.holdfast.store.OpenSession;
import io.holdfast.web.MechanismRequest;
import jakarta.interceptor.InvocationContext;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.AutoApplySession;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.authentication.mechanism.http.LoginToContinue;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One call of a mechanism's {@code validateRequest}, which comes before the request's first filter. */
final class LoginValidation {

    private static final int REQUEST = 0;
    private static final int RESPONSE = 1;
    private static final int CONTEXT = 2;

    /**
     * How the container is asked to remember the caller (Jakarta Authentication 3.0 section 3.8.4), formerly and now.
     */
    private static final List<String> REGISTER_SESSION =
            List.of("jakarta.servlet.http.registerSession", "javax.servlet.http.registerSession");

    private final InvocationContext call;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final HttpMessageContext context;
    private @Nullable AuthenticationStatus status;

    LoginValidation(InvocationContext call) {
        this.call = call;
        Object[] parameters = call.getParameters();
        this.request = (HttpServletRequest) parameters[REQUEST];
        this.response = (HttpServletResponse) parameters[RESPONSE];
        this.context = (HttpMessageContext) parameters[CONTEXT];
    }

    /** The mechanism sees the request with our session; one whose session cannot be reached is refused with 503. */
    Object run() throws Exception {
        MechanismRequest mechanismRequest = MechanismRequest.of(request);
        if (mechanismRequest == null) {
            return call.proceed();
        }
        boolean wentOn = mechanismRequest.run(request, response, (seen, answering) -> {
            HttpMessageContext shown =
                    new MessageContextView(context, (HttpServletRequest) seen, (HttpServletResponse) answering);
            call.setParameters(new Object[] {seen, answering, shown});
            status = validate(mechanismRequest);
        });
        return !wentOn || status == null ? AuthenticationStatus.SEND_CONTINUE : status;
    }

    private AuthenticationStatus validate(MechanismRequest mechanismRequest) throws ServletException {
        OpenSession open = mechanismRequest.session(false);
        RememberedCaller remembered = open == null || isNewLogin() ? null : RememberedCaller.in(open);
        if (remembered != null) {
            mechanismRequest.loginIsRemembered();
            return context.notifyContainerAboutLogin(remembered.principal(), remembered.groups());
        }
        AuthenticationStatus found = proceed();
        RememberedCaller login = RememberedCaller.foundBy(context);
        if (found == AuthenticationStatus.SUCCESS
                && login != null
                && isToBeRemembered()
                && mechanismRequest.renewId()) {
            REGISTER_SESSION.forEach(context.getMessageInfo().getMap()::remove);
            mechanismRequest.loginIsRemembered();
            login.keepIn(Objects.requireNonNull(mechanismRequest.session(true)));
        }
        return found;
    }

    /**
     * Not by a mechanism that asks by itself, as that of OpenID Connect: it wants to look at its caller at each
     * request. Nor by context.isRegisterSession(), which on Open Liberty knows of one way to ask only.
     */
    private boolean isToBeRemembered() {
        Map<?, ?> asked = context.getMessageInfo().getMap();
        return isAskedOnce(call.getTarget().getClass())
                && REGISTER_SESSION.stream().anyMatch(key -> "true".equals(String.valueOf(asked.get(key))));
    }

    // Open Liberty's own forms have the second only
    private static boolean isAskedOnce(Class<?> mechanism) {
        Class<?> above = mechanism.getSuperclass();
        return mechanism.isAnnotationPresent(AutoApplySession.class)
                || mechanism.isAnnotationPresent(LoginToContinue.class)
                || (above != null && isAskedOnce(above));
    }

    private boolean isNewLogin() {
        return context.isAuthenticationRequest() && context.getAuthParameters().isNewAuthentication();
    }

    private AuthenticationStatus proceed() throws ServletException {
        try {
            return (AuthenticationStatus) call.proceed();
        } catch (AuthenticationException e) {
            throw new ServletException(e);
        } catch (RuntimeException | ServletException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}
