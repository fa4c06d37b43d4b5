package io.holdfast.login;

import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContextWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * What a mechanism is handed: a request and a response with our session, until it puts others in their place. The
 * container's message keeps its own: WildFly lets it be wrapped only if somebody has logged in, and never unwrapped.
 */
final class MessageContextView extends HttpMessageContextWrapper {

    private final HttpServletRequest containers;
    private final HttpServletRequest request;
    private final HttpServletResponse containersAnswer;
    private final HttpServletResponse response;

    MessageContextView(HttpMessageContext wrapped, HttpServletRequest request, HttpServletResponse response) {
        super(wrapped);
        this.containers = wrapped.getRequest();
        this.request = request;
        this.containersAnswer = wrapped.getResponse();
        this.response = response;
    }

    @Override
    public HttpServletRequest getRequest() {
        HttpServletRequest now = super.getRequest();
        return now == containers ? request : now;
    }

    @Override
    public HttpServletResponse getResponse() {
        HttpServletResponse now = super.getResponse();
        return now == containersAnswer ? response : now;
    }

    @Override
    public HttpMessageContext withRequest(HttpServletRequest next) {
        setRequest(next);
        return this;
    }

    @Override
    public AuthenticationStatus redirect(String location) {
        return answered(() -> getResponse().sendRedirect(location), AuthenticationStatus.SEND_CONTINUE);
    }

    @Override
    public AuthenticationStatus responseUnauthorized() {
        return refused(HttpServletResponse.SC_UNAUTHORIZED);
    }

    @Override
    public AuthenticationStatus responseNotFound() {
        return refused(HttpServletResponse.SC_NOT_FOUND);
    }

    private AuthenticationStatus refused(int code) {
        return answered(() -> getResponse().sendError(code), AuthenticationStatus.SEND_FAILURE);
    }

    private interface Answer {
        void send() throws IOException;
    }

    private static AuthenticationStatus answered(Answer answer, AuthenticationStatus status) {
        try {
            answer.send();
            return status;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
