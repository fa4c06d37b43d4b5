package io.holdfast.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page in Markdown. Blocks of code are fenced, so that they are not taken for prose. */
record Page(Path path, String text) {

    private static final Path ROOT = Path.of("..");
    private static final Path DOCS = ROOT.resolve(Path.of("extension", "docs"));

    private static final Pattern FENCED = Pattern.compile("^ *```.*?^ *```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
    private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\w\\- ]", Pattern.UNICODE_CHARACTER_CLASS);

    static Page of(Path path) {
        try {
            return new Page(path.normalize(), Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page readme() {
        return of(ROOT.resolve("README.md"));
    }

    static List<Page> docs() {
        try (Stream<Path> all = Files.walk(DOCS)) {
            return all.filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .map(Page::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Page> all() {
        Stream<Page> atTheTop = Stream.of("README.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md")
                .map(name -> of(ROOT.resolve(name)));
        return Stream.concat(atTheTop, docs().stream()).toList();
    }

    static Page contents() {
        return of(DOCS.resolve("README.md"));
    }

    static Page doc(String name) {
        return of(DOCS.resolve(name));
    }

    /** What is written in backticks, as one line each. */
    Stream<String> code() {
        return CODE.matcher(withoutFences()).results().map(code -> code.group(1).replaceAll("\\s+", " "));
    }

    /** What the links lead to, but for addresses of the web. */
    Stream<String> links() {
        String text = CODE.matcher(withoutFences()).replaceAll("code");
        return LINK.matcher(text).results().map(link -> link.group(1)).filter(target -> !target.startsWith("http"));
    }

    boolean leadsTo(String target) {
        Path file = fileOf(target);
        int hash = target.indexOf('#');
        return Files.exists(file) && (hash < 0 || of(file).anchors().contains(target.substring(hash + 1)));
    }

    Path fileOf(String target) {
        String file = target.replaceFirst("#.*", "");
        return file.isEmpty() ? path : path.resolveSibling(file).normalize();
    }

    /** As forges make them of headings: of equal ones the second has -1 behind it, and so on. */
    private Set<String> anchors() {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(withoutFences()).results().map(Page::anchor).forEach(anchor -> {
            int before = seen.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        });
        return anchors;
    }

    private static String anchor(MatchResult heading) {
        return NOT_IN_ANCHORS
                .matcher(heading.group(1).strip().toLowerCase(Locale.ROOT))
                .replaceAll("")
                .replace(' ', '-');
    }

    /** What follows the title. */
    String opening() {
        return text.lines().filter(line -> !line.isBlank()).skip(1).findFirst().orElse("");
    }

    Prose prose() {
        return Prose.of(withoutFences());
    }

    private String withoutFences() {
        return FENCED.matcher(text).replaceAll("");
    }

    /** The path from the project's folder, to tell of a fault. */
    @Override
    public String toString() {
        return path.toString().replace("../", "");
    }
}
