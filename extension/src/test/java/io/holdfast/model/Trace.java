package io.holdfast.model;

import java.util.ArrayList;
import java.util.List;

/** What happened, step by step, if anybody wants to know. */
final class Trace {

    private final boolean on;
    private final List<String> steps = new ArrayList<>();

    Trace(boolean on) {
        this.on = on;
    }

    void say(int now, Object... words) {
        if (on) {
            StringBuilder step = new StringBuilder().append(now).append(": ");
            for (Object word : words) {
                step.append(word);
            }
            steps.add(step.toString());
        }
    }

    List<String> steps() {
        return List.copyOf(steps);
    }
}
