package io.holdfast.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Java sources of the project: what they declare, and what of others they import. */
final class Sources {

    private static final List<String> FOLDERS =
            List.of("extension/src", "it-tests/src", "it-tests/apps", "it-tests/tck/src", "example-war/src");

    private static final Pattern DECLARED = Pattern.compile("\\b(?:class|record|interface|enum)\\s+([A-Z]\\w*)");
    private static final Pattern IMPORTED =
            Pattern.compile("^import (?:static )?(?!io\\.holdfast)([\\w.]+);$", Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile("\\b[A-Z]\\w*");

    /** A type, maybe with the last part of its package before it and members behind it. */
    private static final Pattern NAME =
            Pattern.compile("(?:([a-z]+)/)?([A-Z]\\w*[a-z]\\w*)((?:\\.\\w+)*)(?:\\(.*\\))?");

    private static final Pattern MEMBER = Pattern.compile("\\w+");

    private final Map<String, List<Source>> declaring = new HashMap<>();
    private final Set<String> imported = new HashSet<>();

    private record Source(Path path, String text) {

        boolean isIn(String lastOfPackage) {
            return path.getParent().endsWith(lastOfPackage);
        }

        boolean declares(String member) {
            return Pattern.compile("(?<![.\\w])" + member + "\\s*[(;=,){]|\\b(?:class|record|interface|enum) " + member
                            + "\\b")
                    .matcher(text)
                    .find();
        }
    }

    static Sources ofTheProject() {
        Sources sources = new Sources();
        texts().forEach((path, text) -> sources.add(new Source(path, text)));
        return sources;
    }

    /** What stands in each of them. */
    static Map<Path, String> texts() {
        Map<Path, String> texts = new HashMap<>();
        FOLDERS.stream()
                .map(Path.of("..")::resolve)
                .flatMap(Sources::javaFilesBelow)
                .forEach(path -> texts.put(path, read(path)));
        return texts;
    }

    private static Stream<Path> javaFilesBelow(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all
                    .filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.toString().contains("/target/"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(Source source) {
        DECLARED.matcher(source.text)
                .results()
                .map(type -> type.group(1))
                .distinct()
                .forEach(type -> declaring
                        .computeIfAbsent(type, any -> new ArrayList<>())
                        .add(source));
        IMPORTED.matcher(source.text)
                .results()
                .flatMap(each -> TYPE.matcher(each.group(1)).results())
                .map(MatchResult::group)
                .forEach(imported::add);
    }

    /** Whether this looks like a type, or a member of one. */
    static boolean isName(String code) {
        return NAME.matcher(code).matches();
    }

    /** Whether it is there: among our sources with all its members, or among the types of others. */
    boolean know(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches() && (isOurs(parts) || isOfOthers(parts.group(2)));
    }

    private boolean isOurs(Matcher name) {
        List<Source> sources = declaring.getOrDefault(name.group(2), List.of());
        return sources.stream()
                .filter(source -> name.group(1) == null || source.isIn(name.group(1)))
                .anyMatch(source ->
                        MEMBER.matcher(name.group(3)).results().allMatch(member -> source.declares(member.group())));
    }

    private boolean isOfOthers(String type) {
        return imported.contains(type) || isOfJavaLang(type);
    }

    private static boolean isOfJavaLang(String type) {
        try {
            Class.forName("java.lang." + type);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
