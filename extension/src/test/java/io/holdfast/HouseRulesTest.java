package io.holdfast;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.freeze.FreezingArchRule;
import com.tngtech.archunit.library.freeze.TextFileBasedViolationStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may know whom. A rule that stands in the way is a question about the design, not about the rule. */
class HouseRulesTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.holdfast");

    private static final String JAVA = "java..";
    private static final String NULLNESS = "org.jspecify.annotations";
    private static final String ROOT = "io.holdfast.cdi";
    private static final String BEANS = "io.holdfast.cdi.bean";
    private static final String CONVERSATIONS = "io.holdfast.cdi.conversation";

    private static final Pattern MAY_KNOW_SENTENCE = Pattern.compile("May know .*?\\.(?=\\s|$)");
    private static final Pattern CODE = Pattern.compile("\\{@code ([\\w.]+)}");

    /** Each package and what it may know besides itself, {@code java.*} and JSpecify. */
    private static final Map<String, String[]> MAY_KNOW = Map.ofEntries(
            mayKnow("io.holdfast"),
            mayKnow("io.holdfast.bounded"),
            mayKnow("io.holdfast.keys", "io.holdfast.bounded", "javax.crypto.."),
            mayKnow("io.holdfast.session", "io.holdfast.keys"),
            mayKnow("io.holdfast.session.value", "io.holdfast.session"),
            mayKnow("io.holdfast.cluster"),
            mayKnow(
                    "io.holdfast.store",
                    "io.holdfast",
                    "io.holdfast.bounded",
                    "io.holdfast.keys",
                    "io.holdfast.session",
                    "io.holdfast.session.value",
                    "io.holdfast.cluster"),
            mayKnow(
                    "io.holdfast.memcached",
                    "io.holdfast.cluster",
                    "net.rubyeye.xmemcached..",
                    "com.google.code.yanf4j.."),
            mayKnow("io.holdfast.archive", "io.holdfast.bounded", "io.holdfast.store", "io.holdfast.session"),
            mayKnow(
                    "io.holdfast.archive.sql",
                    "io.holdfast.archive",
                    "io.holdfast.bounded",
                    "io.holdfast.store",
                    "io.holdfast.session",
                    "javax.sql"),
            mayKnow(
                    "io.holdfast.web",
                    "io.holdfast",
                    "io.holdfast.bounded",
                    "io.holdfast.store",
                    "io.holdfast.web.login",
                    "jakarta.servlet..",
                    "javax.xml.stream.."),
            mayKnow(
                    "io.holdfast.web.login",
                    "io.holdfast",
                    "io.holdfast.bounded",
                    "io.holdfast.store",
                    "jakarta.servlet.."),
            mayKnow(
                    "io.holdfast.login",
                    "io.holdfast",
                    "io.holdfast.bounded",
                    "io.holdfast.store",
                    "io.holdfast.web",
                    "jakarta.annotation..",
                    "jakarta.interceptor..",
                    "jakarta.security..",
                    "jakarta.servlet..",
                    "javax.security.auth"),
            mayKnow("io.holdfast.config", "org.eclipse.microprofile.config.."),
            mayKnow(
                    BEANS,
                    "io.holdfast",
                    "io.holdfast.bounded",
                    "io.holdfast.session.value",
                    "io.holdfast.store",
                    "io.holdfast.web",
                    "jakarta.enterprise..",
                    "jakarta.faces..",
                    "jakarta.servlet..",
                    "javax.naming"),
            mayKnow(
                    CONVERSATIONS,
                    "io.holdfast",
                    "io.holdfast.store",
                    "io.holdfast.web",
                    BEANS,
                    "jakarta.enterprise..",
                    "jakarta.faces..",
                    "jakarta.inject..",
                    "jakarta.servlet.."));

    private static Map.Entry<String, String[]> mayKnow(String name, String... others) {
        return Map.entry(name, others);
    }

    @TestFactory
    Stream<DynamicTest> aPackageKnowsOnlyWhatTheTableAllows() {
        return MAY_KNOW.keySet().stream()
                .sorted()
                .map(name -> DynamicTest.dynamicTest(name, () -> knowsOnlyWhatItMay(name)));
    }

    private static void knowsOnlyWhatItMay(String name) {
        classes()
                .that()
                .resideInAPackage(name)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(name, JAVA, NULLNESS)
                        .or(resideInAnyPackage(MAY_KNOW.get(name)))
                        .or(resideInAPackage("")))
                .allowEmptyShould(true)
                .check(HOUSE);
    }

    @Test
    void everyPackageIsInTheTableExceptTheCompositionRoot() {
        String[] known =
                Stream.concat(MAY_KNOW.keySet().stream(), Stream.of(ROOT)).toArray(String[]::new);
        check(classes().should().resideInAnyPackage(known));
    }

    @TestFactory
    Stream<DynamicTest> aPackageSaysOfOursWhatItMayKnow() {
        return MAY_KNOW.keySet().stream()
                .sorted()
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> assertThat(saysItMayKnow(name))
                                .containsExactlyInAnyOrderElementsOf(Stream.of(MAY_KNOW.get(name))
                                        .filter(HouseRulesTest::isOurs)
                                        .toList())));
    }

    /** As the sentence in its {@code package-info} has it, which names packages as code. */
    private static List<String> saysItMayKnow(String name) throws IOException {
        Path info = Path.of("src/main/java", name.replace('.', '/'), "package-info.java");
        String text = Files.readString(info).replaceAll("\\s+\\*\\s+", " ");
        Matcher sentence = MAY_KNOW_SENTENCE.matcher(text);
        if (!sentence.find()) {
            assertThat(text).contains("Knows nothing of ours");
            return List.of();
        }
        Stream<String> named = CODE.matcher(sentence.group())
                .results()
                .map(code -> code.group(1).startsWith("javax.") ? code.group(1) : "io.holdfast." + code.group(1));
        Stream<String> root =
                Stream.of("io.holdfast").filter(same -> sentence.group().contains("the root package"));
        return Stream.concat(root, named).filter(HouseRulesTest::isOurs).toList();
    }

    private static boolean isOurs(String name) {
        return name.startsWith("io.holdfast");
    }

    @Test
    void noPackagesKnowEachOtherInACircle() {
        check(slices().matching("(io.holdfast..)").should().beFreeOfCycles());
    }

    /** The classes that stand in circles are written down in {@code src/test/frozen}: there can only be fewer. */
    @Test
    void noMoreClassesKnowEachOtherInACircle() {
        check(FreezingArchRule.freeze(classes().should(BeInNoCircle.OF_TOP_LEVEL_CLASSES))
                .persistIn(new TextFileBasedViolationStore(rule -> "classes-in-circles")));
    }

    @Test
    void nobodyKnowsTheCompositionRoot() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT));
    }

    @Test
    void thePartsOfTheCompositionRootAreKnownToItAlone() {
        check(onlyKnownIn(BEANS, BEANS, CONVERSATIONS, ROOT));
        check(onlyKnownIn(CONVERSATIONS, CONVERSATIONS, ROOT));
    }

    @Test
    void aPartOfAPackageIsKnownToThatPackageOnly() {
        check(onlyKnownIn("io.holdfast.web.login", "io.holdfast.web", "io.holdfast.web.login"));
    }

    @Test
    void theClientLibraryStaysInItsPackage() {
        check(onlyKnownIn("net.rubyeye.xmemcached..", "io.holdfast.memcached"));
        check(onlyKnownIn("com.google.code.yanf4j..", "io.holdfast.memcached"));
    }

    @Test
    void theServletApiIsForTheServletAndCdiIntegration() {
        check(onlyKnownIn("jakarta.servlet..", "io.holdfast.web..", "io.holdfast.login", ROOT, BEANS, CONVERSATIONS));
    }

    @Test
    void cdiIsForTheCompositionRootAndItsParts() {
        check(onlyKnownIn("jakarta.enterprise..", ROOT, BEANS, CONVERSATIONS));
        check(onlyKnownIn("jakarta.inject..", ROOT, BEANS, CONVERSATIONS));
        check(onlyKnownIn("jakarta.faces..", ROOT, BEANS, CONVERSATIONS));
    }

    @Test
    void jakartaSecurityIsForLogins() {
        check(onlyKnownIn("jakarta.security..", "io.holdfast.login"));
    }

    @Test
    void microProfileIsForTheConfigurationAndTheCompositionRoot() {
        check(onlyKnownIn("org.eclipse.microprofile..", "io.holdfast.config", ROOT));
    }

    @Test
    void noNameSaysNothing() {
        check(noClasses()
                .should()
                .haveSimpleNameStartingWith("Abstract")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .because("a name says what a thing is for"));
    }

    private static ArchRule onlyKnownIn(String library, String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static void check(ArchRule rule) {
        rule.check(HOUSE);
    }
}
