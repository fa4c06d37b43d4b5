package io.holdfast.bench.shop;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;

/** How often a session was changed, and what was changed last. */
@SessionScoped
public class Visits implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int REMEMBERED = 5;

    private final Deque<String> last = new ArrayDeque<>();
    private int count;

    void add(String name) {
        count++;
        last.addFirst(name);
        if (last.size() > REMEMBERED) {
            last.removeLast();
        }
    }

    int count() {
        return count;
    }
}
