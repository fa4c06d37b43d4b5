package io.holdfast.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The testing kit serves the tests of all packages and of other modules, and knows none of them. */
class TestKitTest {

    private static final JavaClasses TESTS = new ClassFileImporter()
            .importUrl(TestKitTest.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void theKitKnowsNoTests() {
        noClasses()
                .that()
                .resideInAPackage("io.holdfast.testing")
                .and()
                .haveNameNotMatching(".*Test")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(".*(Test|Contract|Fixture)(\\$.*)?")
                .check(TESTS);
    }

    /**
     * It fills the places of what is around the engine, and so knows the packages below the archive and the web only.
     */
    @Test
    void theKitKnowsNoPackageThatIsBuiltOnTheEngine() {
        noClasses()
                .that()
                .resideInAPackage("io.holdfast.testing")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.holdfast.archive..",
                        "io.holdfast.cdi..",
                        "io.holdfast.config..",
                        "io.holdfast.login..",
                        "io.holdfast.memcached..",
                        "io.holdfast.web..")
                .check(TESTS);
    }
}
