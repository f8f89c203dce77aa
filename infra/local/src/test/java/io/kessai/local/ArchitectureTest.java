package io.kessai.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.kessai.local.database.ContainerDatabase;
import io.kessai.local.network.BreaksTheRules;
import org.junit.jupiter.api.Test;

/** What the packages of this module, and of the modules it brings, may use. */
class ArchitectureTest {

    private static final ArchRule NETWORK_KEEPS_ITS_OWN_BOOKS =
            noClasses()
                    .that()
                    .resideInAPackage("io.kessai.local.network..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.sql..",
                            "io.kessai.authorization..",
                            "io.kessai.clearing..",
                            "io.kessai.local.database..")
                    .because("the simulated network never asks the server what to expect")
                    .allowEmptyShould(true);

    private static final ArchRule DATABASE_KNOWS_NO_COMMANDS =
            noClasses()
                    .that()
                    .resideInAPackage("io.kessai.local.database..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.kessai.local.run..", "picocli..");

    private static final ArchRule THE_ROOT_PACKAGE_KNOWS_NO_OTHER =
            noClasses()
                    .that()
                    .resideInAPackage("io.kessai.local")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.kessai.local.*..");

    private static final ArchRule NO_CYCLES =
            slices().matching("io.kessai.local.(*)..").should().beFreeOfCycles();

    private static final ArchRule MIGRATIONS_USE_NOTHING_OF_OURS =
            noClasses()
                    .that()
                    .resideInAPackage("io.kessai.migrations..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.kessai.domain..", "io.kessai.local..");

    private static final ArchRule CONTAINERS_ARE_FOR_TESTS =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName(ContainerDatabase.class.getName())
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.testcontainers..")
                    .because("no program has Testcontainers on its class path");

    private final JavaClasses program =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.kessai.local", "io.kessai.migrations");

    @Test
    void theSimulatedNetworkKeepsItsOwnBooks() {
        NETWORK_KEEPS_ITS_OWN_BOOKS.check(program);
    }

    @Test
    void packagesDependInOneDirection() {
        DATABASE_KNOWS_NO_COMMANDS.check(program);
        THE_ROOT_PACKAGE_KNOWS_NO_OTHER.check(program);
        NO_CYCLES.check(program);
    }

    @Test
    void onlyTheContainersOwnClassKnowsTestcontainers() {
        CONTAINERS_ARE_FOR_TESTS.check(program);
    }

    @Test
    void migrationsUseNothingOfOurs() {
        MIGRATIONS_USE_NOTHING_OF_OURS.check(program);
    }

    @Test
    void aNetworkThatAsksTheDatabaseIsCaught() {
        JavaClasses broken = new ClassFileImporter().importClasses(BreaksTheRules.class);
        AssertionError caught =
                assertThrows(AssertionError.class, () -> NETWORK_KEEPS_ITS_OWN_BOOKS.check(broken));
        assertTrue(caught.toString().contains("java.sql.Connection"), caught.toString());
    }
}
