package io.holdfast.example.api;

import io.holdfast.example.status.Server;
import io.holdfast.example.status.StatusReporter;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/**
 * The session for scripts: {@code api/login}, {@code api/hit}, {@code api/read}, {@code api/logout}. A session that
 * cannot be read or saved is answered with 503 by Holdfast before anything here is.
 */
@WebServlet("/api/*")
public class ApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private SessionBeanAccount bean;

    @Inject
    private StatusReporter reporter;

    @Inject
    private Server server;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        try {
            ApiRequest asked = new ApiRequest(request);
            boolean wantsBean = asked.wantsBean();
            switch (Objects.requireNonNullElse(request.getPathInfo(), "")) {
                case "/login" -> login(asked, wantsBean);
                case "/hit" ->
                    account(request, wantsBean).filter(ApiServlet::loggedIn).ifPresent(Account::hit);
                case "/read" -> {}
                case "/logout" -> logout(request);
                default -> throw RefusedException.unknownPath("there are api/login, api/hit, api/read and api/logout");
            }
            answer(request, response, wantsBean);
        } catch (RefusedException e) {
            response.setStatus(e.status());
            response.getWriter()
                    .print(Json.createObjectBuilder()
                            .add("error", e.getMessage())
                            .build());
        }
    }

    private void login(ApiRequest asked, boolean wantsBean) throws RefusedException {
        String user = asked.user();
        byte[] payload = new byte[asked.size()];
        new Random(0).nextBytes(payload);
        logout(asked.request());
        account(asked.request().getSession(), wantsBean).login(user, payload);
        asked.request().changeSessionId(); // by which Holdfast knows a login that the application makes itself
    }

    private static boolean loggedIn(Account account) {
        return account.user().isPresent();
    }

    private static void logout(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private Optional<Account> account(HttpServletRequest request, boolean wantsBean) {
        return Optional.ofNullable(request.getSession(false)).map(session -> account(session, wantsBean));
    }

    private Account account(HttpSession session, boolean wantsBean) {
        return wantsBean ? bean : new SessionAttributeAccount(session);
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, boolean wantsBean)
            throws IOException {
        Optional<Account> account = account(request, wantsBean).filter(ApiServlet::loggedIn);
        JsonValue user =
                account.flatMap(Account::user).<JsonValue>map(Json::createValue).orElse(JsonValue.NULL);
        int counter = account.map(Account::counter).orElse(0);
        // Commits the answer, and with it saves the session: only then is it certain where its copies are.
        response.flushBuffer();
        HttpSession session = request.getSession(false);
        JsonObject json = Json.createObjectBuilder()
                .add("user", user)
                .add("counter", counter)
                .add("server", server.name())
                .add("nodes", Json.createArrayBuilder(session == null ? List.of() : reporter.copies(session)))
                .build();
        response.getWriter().print(json);
    }
}
