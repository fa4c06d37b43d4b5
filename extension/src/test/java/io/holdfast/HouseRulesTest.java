package io.holdfast;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
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
    private static final Map<String, List<String>> MAY_KNOW = Map.ofEntries(
            entry("io.holdfast", List.of("io.holdfast.session")),
            entry("io.holdfast.bounded", List.of()),
            entry("io.holdfast.keys", List.of("javax.crypto..")),
            entry("io.holdfast.session", List.of("io.holdfast.keys")),
            entry("io.holdfast.cluster", List.of()),
            entry(
                    "io.holdfast.store",
                    List.of(
                            "io.holdfast",
                            "io.holdfast.bounded",
                            "io.holdfast.keys",
                            "io.holdfast.session",
                            "io.holdfast.cluster")),
            entry(
                    "io.holdfast.memcached",
                    List.of("io.holdfast.cluster", "net.rubyeye.xmemcached..", "com.google.code.yanf4j..")),
            entry(
                    "io.holdfast.archive",
                    List.of("io.holdfast.bounded", "io.holdfast.store", "io.holdfast.session", "javax.sql")),
            entry(
                    "io.holdfast.web",
                    List.of(
                            "io.holdfast",
                            "io.holdfast.bounded",
                            "io.holdfast.store",
                            "io.holdfast.session",
                            "jakarta.servlet..",
                            "javax.xml.stream..")),
            entry(
                    "io.holdfast.login",
                    List.of(
                            "io.holdfast",
                            "io.holdfast.bounded",
                            "io.holdfast.store",
                            "io.holdfast.web",
                            "jakarta.annotation..",
                            "jakarta.interceptor..",
                            "jakarta.security..",
                            "jakarta.servlet..",
                            "javax.security.auth")),
            entry("io.holdfast.config", List.of("org.eclipse.microprofile.config..")));

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
                        .or(resideInAnyPackage(MAY_KNOW.get(name).toArray(String[]::new)))
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
    void theClientLibraryStaysInItsPackage() {
        check(onlyKnownIn("net.rubyeye.xmemcached..", "io.holdfast.memcached"));
        check(onlyKnownIn("com.google.code.yanf4j..", "io.holdfast.memcached"));
    }

    @Test
    void theServletApiIsForTheFaces() {
        check(onlyKnownIn("jakarta.servlet..", "io.holdfast.web", "io.holdfast.login", "io.holdfast.cdi"));
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
