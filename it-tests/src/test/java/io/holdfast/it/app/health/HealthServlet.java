package io.holdfast.it.app.health;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** MicroProfile Health's answers, as far as there are readiness checks. */
@WebServlet({"/health", "/health/ready", "/health/live"})
public class HealthServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    @Any
    private transient Instance<HealthCheck> checks;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<HealthCheckResponse> answers = new ArrayList<>();
        if (!request.getServletPath().endsWith("live")) {
            checks.select(Readiness.Literal.INSTANCE).forEach(check -> answers.add(check.call()));
        }
        boolean isUp = answers.stream().allMatch(each -> each.getStatus() == HealthCheckResponse.Status.UP);
        response.setStatus(isUp ? 200 : 503);
        response.setContentType("application/json");
        String all = answers.stream().map(HealthServlet::json).collect(Collectors.joining(","));
        response.getWriter().print("{\"status\":\"" + (isUp ? "UP" : "DOWN") + "\",\"checks\":[" + all + "]}");
    }

    private static String json(HealthCheckResponse answer) {
        Map<String, Object> data = answer.getData().orElse(Map.of());
        String all = data.entrySet().stream()
                .map(each -> quoted(each.getKey()) + ":"
                        + (each.getValue() instanceof Long number ? number.toString() : quoted("" + each.getValue())))
                .collect(Collectors.joining(","));
        return "{\"name\":" + quoted(answer.getName()) + ",\"status\":" + quoted("" + answer.getStatus())
                + ",\"data\":{" + all + "}}";
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
