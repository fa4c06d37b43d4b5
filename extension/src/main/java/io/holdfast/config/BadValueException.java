package io.holdfast.config;

import java.util.List;

/** A value that is out of its bounds, with all that is wrong with it. */
public final class BadValueException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    BadValueException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    static BadValueException because(String problem) {
        return new BadValueException(List.of(problem));
    }

    /** What is wrong, each as a sentence that goes on from the setting's key. */
    public List<String> problems() {
        return problems;
    }
}
