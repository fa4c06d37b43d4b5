package io.holdfast.it.app.payara;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;

/** Deploys on the Payara Micro that it runs on, which cannot be told so from outside. */
@WebServlet({"/deploy", "/undeploy"})
public class DeployServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        String name = request.getParameter("name");
        try {
            // By name: what it is of is no dependency of the tests.
            Class<?> type = Class.forName("fish.payara.micro.PayaraMicroRuntime");
            Object runtime = CDI.current().select(type).get();
            if (request.getServletPath().equals("/undeploy")) {
                type.getMethod("undeploy", String.class).invoke(runtime, name);
                response.getWriter().print("OK");
            } else {
                Object isDone = type.getMethod("deploy", String.class, String.class, File.class)
                        .invoke(runtime, name, name, new File(request.getParameter("file")));
                response.getWriter().print(Boolean.TRUE.equals(isDone) ? "OK" : "not deployed");
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
