package io.holdfast.it.trial;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.TreeSet;

/** Sees, from another application of the same server, what is left of the one under trial. */
@WebServlet("/*")
public class WatchServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final int COLLECTIONS = 60;
    private static final long BETWEEN_MILLIS = 250;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        try {
            response.getWriter().print(request.getPathInfo().equals("/threads") ? threads() : loader());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String threads() {
        Set<String> names = new TreeSet<>();
        Thread.getAllStackTraces().keySet().forEach(thread -> names.add(thread.getName()));
        names.removeIf(
                name -> !name.toLowerCase(java.util.Locale.ROOT).matches(".*(holdfast|xmemcached|yanf4j|reactor).*"));
        return names.toString();
    }

    /** Whether the class loader that TrialServlet left a weak reference to can be collected. */
    private static String loader() throws InterruptedException {
        WeakReference<?> left = (WeakReference<?>) System.getProperties().get("holdfast.trial.loader");
        ReferenceQueue<Object> never = new ReferenceQueue<>();
        for (int i = 0; i < COLLECTIONS && left.get() != null; i++) {
            System.gc();
            never.remove(BETWEEN_MILLIS);
        }
        return left.get() == null ? "gone" : "still there";
    }
}
