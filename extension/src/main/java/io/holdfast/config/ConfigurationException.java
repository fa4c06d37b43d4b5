package io.holdfast.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration is wrong; says all that is wrong with it, and what to write instead. Nothing was started. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    ConfigurationException(List<Fault> faults) {
        super(faults.stream()
                .map(Fault::toString)
                .collect(Collectors.joining("\n  - ", "Holdfast is not configured properly:\n  - ", "")));
        this.faults = List.copyOf(faults);
    }

    /** All that is wrong, at least one; in the order of {@link Setting}, then what no setting knows. */
    public List<Fault> faults() {
        return faults;
    }
}
