package io.holdfast.example.status;

import io.holdfast.example.shop.Cart;
import io.holdfast.example.status.Status.Held;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;

/**
 * The status as JSON, and with it what the page shows of the session: by this the page notices that it is out of date.
 */
@WebServlet("/status")
public class StatusServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private StatusReporter reporter;

    @Inject
    private Cart cart;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Status status = reporter.report(request);
        JsonObjectBuilder json = json(status);
        if (status.session() == Held.STORED) {
            Object visitor = request.getSession().getAttribute("visitor");
            json.add("visitor", Objects.toString(visitor, "")).add("cart", cart.size());
        }
        response.setContentType("application/json");
        response.getWriter().print(json.build());
    }

    private static JsonObjectBuilder json(Status status) {
        JsonArrayBuilder nodes = Json.createArrayBuilder();
        status.nodes().forEach(node -> nodes.add(json(node)));
        return Json.createObjectBuilder()
                .add("server", status.server())
                .add("session", status.session().name())
                .add("copies", Json.createArrayBuilder(status.copies()))
                .add("nodes", nodes);
    }

    private static JsonObjectBuilder json(NodeStatus node) {
        return Json.createObjectBuilder()
                .add("name", node.name())
                .add("state", node.state())
                .add("since", node.since())
                .add("cause", node.cause());
    }
}
