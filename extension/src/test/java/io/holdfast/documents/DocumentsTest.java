package io.holdfast.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.config.Setting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages at the top and all of extension/docs. */
class DocumentsTest {

    private static final int MOST_LINES = 150;
    private static final int MOST_BYTES = 8_192;

    /** What looks like a type of ours and is none, nor one that a source of ours imports. */
    private static final Set<String> FOREIGN = Set.of(
            // parts of HTTP
            "HttpOnly",
            "Lax",
            "Secure",
            "Strict",
            "Vary",
            // of the JDK
            "JTable",
            "SSLEngine",
            "SerialBlob",
            "SerializedLambda",
            "TemplatesImpl",
            // of containers, frameworks and tools
            "BeanManagerImpl.internalGetContext",
            "ConversationContext",
            "EnterpriseStereotypeDefinitionTest",
            "HttpContextLifecycle.requestInitialized",
            "LtpaToken2",
            "RequestContextListener",
            "ServerAuthModule",
            "StateHolderSaver",
            "TIMEOUTbusy");

    private static final Pattern SETTING = Pattern.compile("(?<![\\w./-])holdfast\\.[a-z][a-z.-]*[a-z](?:-\\*)?");
    private static final Pattern VARIABLE = Pattern.compile("\\bHOLDFAST_[A-Z_]+\\b");
    private static final Set<String> NO_SETTINGS = Set.of("holdfast.secret", "HOLDFAST_RETRY");

    private static final Pattern FILE = Pattern.compile("(?:extension|it-tests|example-war)/[\\w./-]+");
    private static final Pattern TEST = Pattern.compile("[A-Z]\\w*(?:Test|IT)(?:\\.\\w+)?");
    private static final Pattern DECISION = Pattern.compile("^- \\*\\*D(\\d+): ", Pattern.MULTILINE);

    private static final List<Page> PAGES = Page.all();

    @Test
    void theReadmeIsOneScreen() {
        String readme = Page.readme().text();
        assertThat(readme.lines()).hasSizeLessThanOrEqualTo(MOST_LINES);
        assertThat(readme.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(MOST_BYTES);
    }

    @Test
    void everyLinkLeadsToAFileAndAHeadingInIt() {
        assertNone(page -> page.links().filter(link -> !page.leadsTo(link)));
    }

    @Test
    void everyPageIsInTheContents() {
        Page contents = Page.contents();
        Set<Path> linked = contents.links().map(contents::fileOf).collect(Collectors.toSet());
        assertThat(Page.docs().stream().map(Page::path).filter(path -> !path.equals(contents.path())))
                .isSubsetOf(linked);
    }

    @Test
    void everyPageButTheReadmeSaysAtOnceWhomItIsFor() {
        Path readme = Page.readme().path();
        assertNone(page -> Stream.of(page.opening())
                .filter(opening -> !page.path().equals(readme) && !opening.startsWith("For ")));
    }

    @Test
    void everyTypeAndMemberThatIsNamedExists() {
        Sources sources = Sources.ofTheProject();
        assertNone(page ->
                page.code().filter(Sources::isName).filter(name -> !FOREIGN.contains(name) && !sources.know(name)));
    }

    @Test
    void everyFileThatIsNamedExists() {
        assertNone(page -> page.code()
                .map(code -> code.replaceFirst(" .*", ""))
                .filter(code -> FILE.matcher(code).matches() && !code.contains("/target/"))
                .filter(code -> !Files.exists(Path.of("..", code))));
    }

    @Test
    void everySettingThatIsNamedExists() {
        assertNone(page -> Stream.of(SETTING, VARIABLE)
                .flatMap(pattern -> pattern.matcher(page.text()).results())
                .map(MatchResult::group)
                .filter(name -> !NO_SETTINGS.contains(name) && !isSetting(name)));
    }

    private static boolean isSetting(String name) {
        return Arrays.stream(Setting.values())
                .anyMatch(setting -> setting.key().equals(name)
                        || setting.environmentName().equals(name)
                        || (name.endsWith("*") && setting.key().startsWith(name.substring(0, name.length() - 1))));
    }

    @Test
    void noSentenceIsLong() {
        assertNone(page -> page.prose().tooLong());
    }

    @Test
    void sentencesAreShortOnAverage() {
        assertNone(page ->
                Stream.of(page.prose()).filter(Prose::isTooLongOnAverage).map(prose -> prose.average() + " words"));
    }

    @Test
    void theTableOfTheAsvsNamesItsWitnesses() {
        assertThat(Page.doc("asvs.md").code().filter(code -> TEST.matcher(code).matches()))
                .hasSizeGreaterThan(20);
    }

    @Test
    void decisionsAreNumberedWithoutAGap() {
        List<Integer> numbers = DECISION.matcher(Page.doc("decisions.md").text())
                .results()
                .map(entry -> Integer.valueOf(entry.group(1)))
                .sorted()
                .toList();
        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    private static void assertNone(Function<Page, Stream<String>> faults) {
        assertThat(PAGES.stream().flatMap(page -> faults.apply(page).map(fault -> page + ": " + fault)))
                .isEmpty();
    }
}
