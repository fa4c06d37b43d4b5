package io.holdfast.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be measured. */
enum Program {
    COST {
        @Override
        boolean run(Options options, Path run) throws IOException, InterruptedException {
            return new CostProgram(options, run).measure();
        }
    },
    OVERLOAD {
        @Override
        boolean run(Options options, Path run) throws IOException, InterruptedException {
            return new OverloadProgram(options, run).measure();
        }
    },
    PRESSURE {
        @Override
        boolean run(Options options, Path run) throws IOException, InterruptedException {
            return new PressureProgram(options, run).measure();
        }
    },
    SCALE {
        @Override
        void check(Options options) {
            options.ofHoldfast();
        }

        @Override
        boolean run(Options options, Path run) throws IOException, InterruptedException {
            return new ScaleProgram(options, run).measure();
        }
    },
    SOAK {
        @Override
        void check(Options options) {
            SoakProgram.check(options);
        }

        @Override
        boolean run(Options options, Path run) throws IOException, InterruptedException {
            return new SoakProgram(options, run).measure();
        }
    };

    /** @throws IllegalArgumentException if it cannot be run with these */
    void check(Options options) {}

    /**
     * Measures and prints.
     *
     * @param run folder for what servers write
     * @return whether nothing went wrong that must not
     */
    abstract boolean run(Options options, Path run) throws IOException, InterruptedException;

    /** @throws IllegalArgumentException if there is none of that name */
    static Program named(String name) {
        return Arrays.stream(values())
                .filter(program -> program.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no program " + name + " among "
                        + Arrays.stream(values()).map(Program::toString).collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
