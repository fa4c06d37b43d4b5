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

/**
 * Collects the garbage, all of it, for about {@code ?millis}: keeps as many objects alive as that takes, and finds out
 * beforehand how many. With 0 it forgets them. Shows how long it took.
 */
@WebServlet("/collection")
public class CollectionServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int MORE = 250_000;
    private static final int MOST = 16_000_000; // a quarter of a gigabyte

    private static Link chain;
    private static int length;

    /**
     * A chain of them is followed by one thread of the collector only, one object after the other. They lie in no
     * order, so that each is out of the processor's caches.
     */
    private static final class Link {
        private Link next;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().print(collect(Long.parseLong(request.getParameter("millis"))));
    }

    private static synchronized long collect(long millis) {
        if (millis == 0) {
            chain = null;
            length = 0;
        } else if (length == 0) {
            findLength(millis);
        }
        long took = collect();
        adapt(millis, took);
        return took;
    }

    private static void findLength(long millis) {
        do {
            lengthen();
        } while (collect() < millis && length < MOST);
    }

    /** The next is to take a twentieth more: machines are not always equally fast, and too short would not do. */
    private static void adapt(long millis, long took) {
        long wanted = Math.min(MOST, length * millis * 21 / 20 / Math.max(1, took));
        while (length + MORE <= wanted) {
            lengthen();
        }
        while (length - MORE >= wanted) {
            shorten();
        }
    }

    private static void shorten() {
        for (int i = 0; i < MORE; i++) {
            chain = chain.next;
        }
        length -= MORE;
    }

    private static void lengthen() {
        List<Link> more = new ArrayList<>(MORE);
        for (int i = 0; i < MORE; i++) {
            more.add(new Link());
        }
        Collections.shuffle(more, new Random(MORE));
        for (Link link : more) {
            link.next = chain;
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
