package io.holdfast.it.app.servlet;

import jakarta.servlet.http.HttpSession;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;

/** Tells who connects what the session of the handshake holds. */
@ServerEndpoint(value = "/socket", configurator = NotesEndpoint.FromHandshake.class)
public class NotesEndpoint {

    private static final String KEY = "notes of the handshake";

    @OnOpen
    public void open(Session session, EndpointConfig config) throws IOException {
        session.getBasicRemote().sendText("notes " + config.getUserProperties().get(KEY));
    }

    /** Where an endpoint gets at its session. */
    public static class FromHandshake extends ServerEndpointConfig.Configurator {

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            config.getUserProperties().put(KEY, Notes.of((HttpSession) request.getHttpSession()));
        }
    }
}
