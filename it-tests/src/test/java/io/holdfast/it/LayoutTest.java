package io.holdfast.it;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** What is deployed, what starts servers and asks them, and the tests: which of them may know which. */
class LayoutTest {

    private static final String DEPLOYED = "io.holdfast.it.app..";
    private static final String HARNESS = "io.holdfast.it.harness..";
    private static final String[] PROGRAMS = {"io.holdfast.faults..", "io.holdfast.bench.."};

    private static final JavaClasses ALL = new ClassFileImporter()
            .importUrl(LayoutTest.class.getProtectionDomain().getCodeSource().getLocation());

    private static final DescribedPredicate<JavaClass> TESTS_OR_PROGRAMS = resideInAnyPackage("io.holdfast.it..")
            .and(DescribedPredicate.not(resideInAnyPackage(DEPLOYED, HARNESS)))
            .or(resideInAnyPackage(PROGRAMS))
            .as("tests or programs");

    @Test
    void whatIsDeployedKnowsNeitherHarnessNorTests() {
        noClasses()
                .that()
                .resideInAPackage(DEPLOYED)
                .should()
                .dependOnClassesThat(TESTS_OR_PROGRAMS.or(resideInAnyPackage(HARNESS, "io.holdfast.testing..")))
                .check(ALL);
    }

    @Test
    void theHarnessKnowsNoTests() {
        noClasses()
                .that()
                .resideInAPackage(HARNESS)
                .should()
                .dependOnClassesThat(TESTS_OR_PROGRAMS)
                .check(ALL);
    }

    /** Elsewhere the build would not run it. */
    @Test
    void everyTestIsWhereTheBuildLooksForIt() {
        classes()
                .that()
                .haveSimpleNameEndingWith("IT")
                .should()
                .resideInAnyPackage(
                        "io.holdfast.it..",
                        "io.holdfast.archive..",
                        "io.holdfast.memcached",
                        "io.holdfast.store",
                        "io.holdfast.faults",
                        "io.holdfast.bench")
                .andShould()
                .resideOutsideOfPackages(DEPLOYED, HARNESS)
                .check(ALL);
    }
}
