package io.kessai.authorization.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import io.kessai.domain.PanAccess;
import java.util.ArrayList;
import java.util.List;

/** What the packages of the message path may use. */
final class Rules {
    private static final String SERVER = "io.kessai.authorization";
    private static final String[] CORE = {"io.kessai.domain..", SERVER + ".decide.."};

    /** Whatever is not named here is neither value nor calculation. */
    static final ArchRule THE_CORE_KNOWS_ONLY_VALUES =
            classes()
                    .that()
                    .resideInAnyPackage(CORE)
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(
                                    "io.kessai.domain..",
                                    SERVER + ".decide..",
                                    "java.lang..",
                                    "java.math..",
                                    "java.nio",
                                    "java.nio.charset",
                                    "java.time..",
                                    "java.util",
                                    "java.util.function..",
                                    "java.util.stream..",
                                    "org.jspecify.."))
                    .because("the core takes values and returns values");

    static final ArchRule THE_CORE_HAS_NO_CLOCK_AND_NO_DICE =
            noClasses()
                    .that()
                    .resideInAnyPackage(CORE)
                    .should()
                    .callMethodWhere(
                            target(owner(resideInAnyPackage("java.time..")))
                                    .and(target(name("now"))))
                    .orShould()
                    .dependOnClassesThat()
                    .haveNameMatching(
                            "java\\.time\\.(Clock|InstantSource)"
                                    + "|java\\.util\\.(Random|SplittableRandom|UUID|Timer)"
                                    + "|java\\.lang\\.(Thread|Process|ProcessBuilder|ThreadLocal)")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(Math.class, "random")
                    .because("time and chance are inputs");

    static final ArchRule SQL_ONLY_WHERE_DATA_IS_STORED =
            noClasses()
                    .that()
                    .resideInAPackage(SERVER + "..")
                    .and()
                    .resideOutsideOfPackages(
                            SERVER + ".record..",
                            SERVER + ".card..",
                            SERVER + ".watch..",
                            SERVER + ".fileupdate..")
                    .and()
                    .haveNameNotMatching(
                            "io\\.kessai\\.authorization\\."
                                    + "(AuthorizationQueries|AuthorizationRow|PoolDriver|SchemaCheck"
                                    + "|cryptography\\.ZoneKey(Table|Login))(\\$.*)?")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.sql..", "org.postgresql..", "org.hibernate..")
                    .because(
                            "SQL stands beside what stores: record, card, watch, fileupdate, the table of zone keys and readers");

    static final ArchRule CARD_NUMBERS_ARE_READ_ONLY_IN_CODEC_AND_VAULT =
            noClasses()
                    .that()
                    .resideInAPackage("io.kessai..")
                    .and()
                    .resideOutsideOfPackages(
                            "io.kessai.domain",
                            "io.kessai.iso8583",
                            "io.kessai.vault",
                            SERVER + ".cryptography")
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(PanAccess.class)
                    .because("whoever takes PanAccess is in the PCI scope");

    static final ArchRule NO_CYCLES = slices().matching("io.kessai.(**)").should().beFreeOfCycles();

    /** A stage knows itself and what it is given; the flow in the root package ties them. */
    static final List<ArchRule> STAGES =
            List.of(
                    stage("link"),
                    stage("message", "decide"),
                    stage("decide"),
                    stage("record", "decide"),
                    stage("reply", "decide"),
                    stage("card"),
                    stage("cryptography", "decide"),
                    stage("watch"),
                    stage("fileupdate"));

    private Rules() {}

    private static ArchRule stage(String name, String... known) {
        List<String> others =
                new ArrayList<>(
                        List.of(
                                "link",
                                "message",
                                "decide",
                                "record",
                                "reply",
                                "card",
                                "cryptography",
                                "watch",
                                "fileupdate"));
        others.remove(name);
        others.removeAll(List.of(known));
        List<String> forbidden = new ArrayList<>(List.of(SERVER));
        others.forEach(other -> forbidden.add(SERVER + "." + other + ".."));
        return noClasses()
                .that()
                .resideInAPackage(SERVER + "." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden.toArray(String[]::new))
                .because("stages do not reach each other except through the flow");
    }
}
