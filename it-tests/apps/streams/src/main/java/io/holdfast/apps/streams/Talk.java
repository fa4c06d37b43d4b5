package io.holdfast.apps.streams;

import jakarta.servlet.http.HttpSession;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.ArrayList;
import java.util.List;

/** Adds each message to a list of the session that the handshake found, and answers with the list. */
@ServerEndpoint(value = "/talk", configurator = Talk.WithSession.class)
public class Talk {

    static final String SAID = "said";

    /** Keeps the session of the handshake for the messages. */
    public static class WithSession extends ServerEndpointConfig.Configurator {

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            config.getUserProperties().put(HttpSession.class.getName(), request.getHttpSession());
        }
    }

    /** Finds the session that the handshake kept. */
    @OnOpen
    public void open(Session session, EndpointConfig config) {
        session.getUserProperties()
                .put(HttpSession.class.getName(), config.getUserProperties().get(HttpSession.class.getName()));
    }

    /** Gives all that was said. */
    @OnMessage
    public String hear(String message, Session session) {
        HttpSession http = (HttpSession) session.getUserProperties().get(HttpSession.class.getName());
        try {
            return http == null ? "no session" : say(http, message);
        } catch (IllegalStateException e) {
            return "the session has ended";
        }
    }

    static String say(HttpSession session, String message) {
        List<String> said = new ArrayList<>();
        if (session.getAttribute(SAID) instanceof List<?> before) {
            before.forEach(each -> said.add((String) each));
        }
        if (!message.isEmpty()) {
            said.add(message);
            session.setAttribute(SAID, said);
        }
        return said.toString();
    }
}
