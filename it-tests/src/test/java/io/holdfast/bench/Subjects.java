package io.holdfast.bench;

import io.holdfast.it.harness.server.MachineInfo;
import io.holdfast.it.harness.server.Make;
import io.holdfast.it.harness.server.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A running server of one make for each variant. */
record Subjects(List<Subject> all) implements AutoCloseable {

    private static final int FIRST_OFFSET = 4000;

    /** Starts them and warms them up. */
    static Subjects start(Make make, Options options, Path run) throws IOException, InterruptedException {
        Subjects subjects = new Subjects(new ArrayList<>());
        try {
            int offset = FIRST_OFFSET;
            for (Variant variant : options.variants()) {
                offset = Ports.freeOffset(offset);
                Progress.say(make + " with " + variant.name() + " starts");
                Subject subject = new Subject(make, variant, options, home(make), run, offset);
                subjects.all.add(subject);
                subject.start();
                offset += Subject.OFFSETS;
            }
            subjects.warmUp(options);
            return subjects;
        } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
            subjects.close();
            throw e;
        }
    }

    /**
     * All pages before the first is measured: what a server compiles for one it may have to compile anew for the next.
     */
    private void warmUp(Options options) throws IOException, InterruptedException {
        Progress.say("warming up");
        boolean isPermitted = true;
        for (Subject subject : all) {
            isPermitted &= subject.putCompilersFirst();
            for (Scenario scenario : options.scenarios()) {
                subject.load(scenario, options.warmUp());
            }
        }
        if (!isPermitted) {
            Progress.say("not root, so compilers have no priority: servers may still compile while they are measured");
        }
    }

    /** What they run on. */
    static String machine(Options options) throws IOException {
        List<Path> homes = options.makes().stream().map(Subjects::home).toList();
        boolean redis = options.variants().stream().anyMatch(variant -> variant instanceof Variant.Redis);
        return MachineInfo.description(homes) + (redis ? ", " + RedisProcess.version() : "");
    }

    private static Path home(Make make) {
        return Path.of(System.getProperty(make.name().toLowerCase(Locale.ROOT) + ".home"));
    }

    @Override
    public void close() {
        all.forEach(Subject::close);
    }
}
