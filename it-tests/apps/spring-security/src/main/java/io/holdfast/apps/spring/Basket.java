package io.holdfast.apps.spring;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.SessionScope;

/** What a customer has put into it. */
@Component
@SessionScope
class Basket implements Serializable {

    private static final long serialVersionUID = 1L;

    private final List<String> things = new ArrayList<>();

    void put(String thing) {
        things.add(thing);
    }

    void empty() {
        things.clear();
    }

    @Override
    public String toString() {
        return things.isEmpty() ? "empty" : String.join(", ", things);
    }
}
