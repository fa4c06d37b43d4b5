package io.holdfast.apps.streams;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code stream=} opens a stream of that name; with {@code say=} besides, the stream's own session is told so and the
 * event sent; {@code end=} closes it.
 */
@WebServlet(value = "/events", asyncSupported = true)
public class EventsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, Stream> open = new ConcurrentHashMap<>();

    private record Stream(AsyncContext request, HttpSession session) {

        void send(String event) {
            try {
                PrintWriter out = request.getResponse().getWriter();
                out.print("data: " + event + "\n\n");
                request.getResponse().flushBuffer();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        String name = request.getParameter("stream");
        Stream stream = open.get(name);
        if (stream == null) {
            begin(name, request, response);
        } else if (request.getParameter("end") != null) {
            open.remove(name);
            stream.request().complete();
        } else {
            stream.send(Talk.say(stream.session(), request.getParameter("say")));
        }
    }

    /** The first event leaves when the container has let go of the request, for others write to it from then on. */
    private void begin(String name, HttpServletRequest request, HttpServletResponse response) {
        response.setContentType("text/event-stream");
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        Stream stream = new Stream(async, request.getSession());
        open.put(name, stream);
        async.start(() -> stream.send("open"));
    }
}
