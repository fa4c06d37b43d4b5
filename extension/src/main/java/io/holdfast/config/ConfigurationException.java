package io.holdfast.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration is wrong; says all that is wrong with it, and what to write instead. Nothing was started. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    ConfigurationException(List<ConfigProblem> problems) {
        super(problems.stream()
                .map(ConfigProblem::toString)
                .collect(Collectors.joining("\n  - ", "Holdfast is not configured properly:\n  - ", "")));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, at least one; in the order of {@link Setting}, then what no setting knows. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
