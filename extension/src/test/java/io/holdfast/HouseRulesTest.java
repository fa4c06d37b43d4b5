package io.holdfast;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.freeze.FreezingArchRule;
import com.tngtech.archunit.library.freeze.TextFileBasedViolationStore;
import java.util.Map;
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

    /** Each package and what it may know besides itself, {@code java.*} and JSpecify. */
    private static final Map<String, String[]> MAY_KNOW = Map.ofEntries(
            may("io.holdfast", "io.holdfast.session"),
            may("io.holdfast.bounded"),
            may("io.holdfast.keys", "javax.crypto.."),
            may("io.holdfast.session", "io.holdfast.keys"),
            may("io.holdfast.cluster"),
            may(
                    "io.holdfast.store",
                    "io.holdfast",
                    "io.holdfast.bounded",
                    "io.holdfast.keys",
                    "io.holdfast.session",
                    "io.holdfast.cluster"),
            may("io.holdfast.memcached", "io.holdfast.cluster", "net.rubyeye.xmemcached..", "com.google.code.yanf4j.."),
            may("io.holdfast.archive", "io.holdfast.bounded", "io.holdfast.store", "io.holdfast.session", "javax.sql"),
            may(
                    "io.holdfast.web",
                    "io.holdfast",
                    "io.holdfast.bounded",
                    "io.holdfast.store",
                    "io.holdfast.session",
                    "io.holdfast.web.login",
                    "jakarta.servlet..",
                    "javax.xml.stream.."),
            may(
                    "io.holdfast.web.login",
                    "io.holdfast",
                    "io.holdfast.bounded",
                    "io.holdfast.store",
                    "io.holdfast.session",
                    "jakarta.servlet.."),
            may(
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
            may("io.holdfast.config", "org.eclipse.microprofile.config.."));

    private static Map.Entry<String, String[]> may(String name, String... others) {
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
        String[] known = Stream.concat(MAY_KNOW.keySet().stream(), Stream.of("io.holdfast.cdi"))
                .toArray(String[]::new);
        check(classes().should().resideInAnyPackage(known));
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
                .resideOutsideOfPackage("io.holdfast.cdi")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.holdfast.cdi"));
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
        check(onlyKnownIn("jakarta.servlet..", "io.holdfast.web..", "io.holdfast.login", "io.holdfast.cdi"));
    }

    @Test
    void cdiIsForTheCompositionRoot() {
        check(onlyKnownIn("jakarta.enterprise..", "io.holdfast.cdi"));
        check(onlyKnownIn("jakarta.inject..", "io.holdfast.cdi"));
        check(onlyKnownIn("jakarta.faces..", "io.holdfast.cdi"));
    }

    @Test
    void jakartaSecurityIsForLogins() {
        check(onlyKnownIn("jakarta.security..", "io.holdfast.login"));
    }

    @Test
    void microProfileIsForTheConfigurationAndTheCompositionRoot() {
        check(onlyKnownIn("org.eclipse.microprofile..", "io.holdfast.config", "io.holdfast.cdi"));
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
