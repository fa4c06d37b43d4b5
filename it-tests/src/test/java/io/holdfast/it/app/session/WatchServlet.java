package io.holdfast.it.app.session;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.management.JMException;
import javax.management.ObjectName;

/** Tells, from another application of the same server, which threads and classes the one under trial has. */
@WebServlet({"/threads", "/classes", "/meet"})
public class WatchServlet extends HttpServlet {

    /** More than the tests have requests at once, fewer than the server has threads. */
    public static final int MEETING = 16;

    private static final long serialVersionUID = 1L;
    private static final CyclicBarrier EVERYBODY = new CyclicBarrier(MEETING);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter()
                .print(
                        switch (request.getServletPath()) {
                            case "/threads" -> threads();
                            case "/classes" -> classes();
                            default -> meet();
                        });
    }

    /** Returns when {@link #MEETING} requests are here, so that each has a thread of its own. */
    private static String meet() {
        try {
            EVERYBODY.await(10, TimeUnit.SECONDS);
            return "met";
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> threads() {
        Set<String> names = new TreeSet<>();
        Thread.getAllStackTraces().keySet().forEach(thread -> names.add(thread.getName()));
        names.removeIf(name -> !name.toLowerCase(Locale.ROOT).matches(".*(holdfast|xmemcached|yanf4j|reactor).*"));
        return names;
    }

    /** How many class loaders have a Holdfast, after a garbage collection. */
    private static long classes() {
        try {
            Object histogram = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            return histogram
                    .toString()
                    .lines()
                    .filter(line -> line.endsWith(" io.holdfast.config.Setting"))
                    .count();
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
