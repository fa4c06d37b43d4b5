package io.holdfast.cdi;

import io.holdfast.cdi.Travel.Journey;
import io.holdfast.cdi.Travel.Log;
import jakarta.enterprise.context.Conversation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Somebody with one browser, in an application with conversations; one server runs at a time. */
final class Traveller implements AutoCloseable {

    private final KeptNodes nodes = new KeptNodes();
    private final Browser browser = new Browser();
    private Server server = anotherServer("travel");

    private Traveller() {}

    static Traveller start() {
        return new Traveller();
    }

    /** One that runs beside the present one: the container takes it for another deployment. */
    Server anotherServer(String deployment) {
        Server started = Server.start(deployment, nodes, Travel.BEANS, "nodes", "a:1,b:1,c:1");
        Browser.deploy(started);
        return started;
    }

    /** From here on another server answers. */
    void hop() {
        server.close();
        server = anotherServer("travel");
    }

    KeptNodes nodes() {
        return nodes;
    }

    Browser browser() {
        return browser;
    }

    Server server() {
        return server;
    }

    <T> T ask(Callable<T> servlet) throws Exception {
        return browser.ask(server, servlet);
    }

    <T> T ask(Map<String, String> parameters, Callable<T> servlet) throws Exception {
        return browser.ask(server, parameters, servlet);
    }

    /** The id of a conversation that this begins. */
    String begin(String stop) throws Exception {
        return ask(() -> {
            get(Journey.class).to(stop);
            return get(Journey.class).begin();
        });
    }

    /** The stops of a conversation that goes on by this one. */
    List<String> go(String cid, String stop) throws Exception {
        return ask(Map.of("cid", cid), () -> {
            get(Journey.class).to(stop);
            return get(Journey.class).stops();
        });
    }

    <T> T get(Class<T> type) {
        return server.get(type);
    }

    Conversation conversation() {
        return get(Conversation.class);
    }

    List<String> log() {
        return get(Log.class).lines();
    }

    @Override
    public void close() {
        server.close();
    }
}
