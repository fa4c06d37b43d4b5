package io.holdfast.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.testng.ISuite;
import org.testng.ISuiteListener;
import org.testng.ITestListener;
import org.testng.ITestResult;

/**
 * Compares what came of each test with what is expected: that all of {@code expected.txt} pass, which do on the bare
 * server, but for those in {@code exceptions.txt}. Says so in {@code target/results.txt}, the verdict last.
 */
public final class Results implements ITestListener, ISuiteListener {

    private static final String PASSED = "";

    private final Map<String, String> failures = new TreeMap<>();

    @Override
    public void onTestSuccess(ITestResult result) {
        put(result, PASSED);
    }

    @Override
    public void onTestFailure(ITestResult result) {
        put(result, "failed: " + result.getThrowable());
    }

    @Override
    public void onTestSkipped(ITestResult result) {
        put(result, "skipped: " + result.getThrowable());
    }

    /** A test that runs with several arguments has passed if it has with all. */
    private synchronized void put(ITestResult result, String failure) {
        String name = result.getMethod().getRealClass().getName().replace("org.jboss.cdi.tck.", "") + "#"
                + result.getMethod().getMethodName();
        failures.merge(name, failure, (before, now) -> before.equals(PASSED) ? now : before);
    }

    @Override
    public synchronized void onFinish(ISuite suite) {
        try {
            Map<String, String> exceptions = exceptions();
            TreeSet<String> expected = new TreeSet<>(Files.readAllLines(Path.of("expected.txt")));
            boolean isPart = System.getProperty("tckTest") != null;
            List<String> lines = new ArrayList<>();
            expected.stream()
                    .filter(test -> !failures.containsKey(test) && !isPart)
                    .forEach(test -> lines.add("NOT RUN  " + test));
            failures.forEach((test, failure) -> {
                if (failure.equals(PASSED) && exceptions.containsKey(test)) {
                    lines.add("PASSES   " + test + ", which is among the exceptions");
                } else if (!failure.equals(PASSED) && !exceptions.containsKey(test)) {
                    lines.add("FAILS    " + test + "\n         " + failure.replaceAll("\\s+", " "));
                }
            });
            long passed = failures.values().stream().filter(PASSED::equals).count();
            lines.add(
                    passed + " of " + failures.size() + " tests passed, " + exceptions.size() + " are not expected to");
            lines.add(lines.size() == 1 ? "AS EXPECTED" : "NOT AS EXPECTED");
            Files.write(Path.of("target/results.txt"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> exceptions() throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("exceptions.txt"))) {
            String[] parts = line.split("\t", 2);
            if (!line.startsWith("#") && parts.length == 2) {
                found.put(parts[0], parts[1]);
            }
        }
        return found;
    }
}
