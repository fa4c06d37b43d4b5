package io.holdfast.bench.shop;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Collects the garbage, all of it, for {@code ?millis} at least: keeps as many objects alive as that takes. With 0 it
 * forgets them. Shows how long it took.
 */
@WebServlet("/collection")
public class CollectionServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int MORE = 500_000;
    private static final int MOST = 16_000_000; // a quarter of a gigabyte

    /**
     * Each holds the next. A chain of them is followed by one thread of the collector only, one object after the other.
     * They lie in no order, so that each is out of the processor's caches.
     */
    private static Object chain;

    private static int length;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().print(collect(Long.parseLong(request.getParameter("millis"))));
    }

    private static synchronized long collect(long millis) {
        if (millis == 0) {
            chain = null;
            length = 0;
        }
        long took = collect();
        while (took < millis && length < MOST) {
            lengthen();
            took = collect();
        }
        return took;
    }

    private static void lengthen() {
        List<AtomicReference<Object>> more = new ArrayList<>(MORE);
        for (int i = 0; i < MORE; i++) {
            more.add(new AtomicReference<>());
        }
        Collections.shuffle(more, new Random(MORE));
        for (AtomicReference<Object> link : more) {
            link.set(chain);
            chain = link;
        }
        length += MORE;
    }

    private static long collect() {
        long began = System.nanoTime();
        System.gc();
        return (System.nanoTime() - began) / 1_000_000;
    }
}
