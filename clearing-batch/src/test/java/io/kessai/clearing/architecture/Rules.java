package io.kessai.clearing.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import io.kessai.domain.PanAccess;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the packages of the clearing program may use. */
final class Rules {
    private static final String CLEARING = "io.kessai.clearing";

    /** Where something is calculated: whatever stands there is pure, but for {@link #SHELL}. */
    private static final String[] STEPS_THAT_DECIDE = {
        CLEARING + ".ingest",
        CLEARING + ".reconcile",
        CLEARING + ".post",
        CLEARING + ".report",
        CLEARING + ".exceptions"
    };

    /** Reads, writes and orders; nothing is decided in it. */
    private static final String SHELL =
            ".*\\.(\\w+(Rows|Reader|Writer|Cursor|Reading)"
                    + "|FileState|Ingest|RecordCopy|RecordSink"
                    + "|FileSet|LateMatching|Reconcile|Tolerances"
                    + "|ClearingFile|LateLinks|Post|PostFees|SuspectedDuplicates"
                    + "|FolderReports|JsonDocument|ReportStore|Reporting|StandIn|Status|SectionQuery|Query"
                    + "|Verdicts|ExceptionViews|Movement|OpenException|Proposal|Rendering"
                    + "|Resolutions)(\\$.*)?";

    /** A value, read from a resource of the program. */
    private static final String SHIPPED_TABLE = ".*\\.reconcile\\.Tolerances";

    /** Not SQL's: what a step has read of one account. */
    private static final String READ = ".*\\.reconcile\\.AccountRows";

    static final DescribedPredicate<JavaClass> CORE =
            resideInAnyPackage(STEPS_THAT_DECIDE)
                    .and(not(nameMatching(SHELL)).or(nameMatching(READ)))
                    .as("in the pure core");

    static final ArchRule THE_CORE_KNOWS_ONLY_VALUES =
            classes()
                    .that(CORE)
                    .should()
                    .onlyDependOnClassesThat(
                            CORE.or(nameMatching(SHIPPED_TABLE))
                                    .or(
                                            resideInAnyPackage(
                                                    "io.kessai.domain..",
                                                    "io.kessai.ipm..",
                                                    "io.kessai.baseii..",
                                                    "io.kessai.vault",
                                                    "java.lang..",
                                                    "java.math..",
                                                    "java.time..",
                                                    "java.util",
                                                    "java.util.function..",
                                                    "java.util.regex..",
                                                    "java.util.stream..",
                                                    "org.jspecify..")))
                    .because("what decides takes values and returns values");

    /** The business date and the time of a report, where nobody has said them. */
    static final ArchRule TIME_IS_AN_INPUT =
            noClasses()
                    .that()
                    .resideInAPackage(CLEARING + "..")
                    .and()
                    .haveNameNotMatching(".*\\.command\\.(BusinessDateOptions|ReportOptions)")
                    .should()
                    .callMethodWhere(
                            target(owner(resideInAnyPackage("java.time..")))
                                    .and(target(nameMatching("now|systemDefault|system.*"))))
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(Clock.class)
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(InstantSource.class)
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .because("a night run again must see the same time");

    static final ArchRule ONLY_WAITING_IS_TIMED =
            noClasses()
                    .that()
                    .resideInAPackage(CLEARING + "..")
                    .and()
                    .resideOutsideOfPackage(CLEARING + ".run")
                    .should()
                    .callMethod(System.class, "nanoTime")
                    .because("locks and progress lines wait; nothing else looks at a stopwatch");

    static final ArchRule NO_DICE =
            noClasses()
                    .that()
                    .resideInAPackage(CLEARING + "..")
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching(
                            "java\\.util\\.(Random|SplittableRandom|UUID)"
                                    + "|java\\.util\\.random\\..*|java\\.security\\.SecureRandom")
                    .orShould()
                    .callMethod(Math.class, "random")
                    .because("a night run again must do the same");

    static final ArchRule OPTIONS_READ_THE_ENVIRONMENT =
            noClasses()
                    .that()
                    .resideInAPackage(CLEARING + "..")
                    .and()
                    .haveNameNotMatching(".*\\.(command\\.StoreOptions|audit\\.AuditCommand)")
                    .should()
                    .callMethod(System.class, "getenv")
                    .orShould()
                    .callMethod(System.class, "getenv", String.class)
                    .because("picocli reads variables for options; keys alone are not options");

    static final ArchRule OUTPUT_IS_THE_COMMANDS =
            noClasses()
                    .that()
                    .resideInAPackage(CLEARING + "..")
                    .and()
                    .haveNameNotMatching(".*\\.run\\.ProgressLine")
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err")
                    .because("commands print where picocli says; the progress line has stderr");

    static final ArchRule FILES_ONLY_IN_STORES =
            noClasses()
                    .that()
                    .resideInAPackage(CLEARING + "..")
                    .and()
                    .resideOutsideOfPackages(CLEARING + ".audit", CLEARING + ".collect")
                    .and()
                    .haveNameNotMatching(
                            ".*\\.(receive\\.Folder\\w+|report\\.FolderReports"
                                    + "|command\\.(Store|Report)Options"
                                    + "|command\\.(Collect|RatesLoad|StandIn)Command|rates\\.RateFile)(\\$.*)?")
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching("java\\.nio\\.file\\..*|java\\.io\\.(File|RandomAccess).*")
                    .because(
                            "inbox, archive and reports may be stores of objects; an operator's"
                                    + " rates are a file at hand, and so is what is collected");

    static final ArchRule AWS_IS_TWO_PACKAGES =
            noClasses()
                    .that()
                    .resideInAPackage(CLEARING + "..")
                    .and()
                    .resideOutsideOfPackages(CLEARING + ".s3", CLEARING + ".stepfunctions")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("software.amazon..")
                    .because("the rest knows inbox, archive, reports and executions");

    static final ArchRule THE_COMMAND_LINE_IS_THE_EDGE =
            noClasses()
                    .that()
                    .resideInAPackage(CLEARING + ".*..")
                    .and()
                    .resideOutsideOfPackage(CLEARING + ".command")
                    .and()
                    .haveNameNotMatching(".*\\.audit\\.AuditCommand(\\$.*)?")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("picocli..", "io.quarkus..", "jakarta..")
                    .because("a step is called the same by a command, the night and a test");

    static final ArchRule CARD_NUMBERS_ARE_READ_ONLY_IN_CODEC_AND_VAULT =
            noClasses()
                    .that()
                    .resideInAPackage(CLEARING + "..")
                    .should()
                    .dependOnClassesThat(assignableTo(PanAccess.class))
                    .because("whoever takes PanAccess is in the PCI scope");

    static final ArchRule NO_CYCLES = slices().matching("io.kessai.(**)").should().beFreeOfCycles();

    /**
     * What each package knows of the others: downward only, and of another step only its values.
     */
    private static final Map<String, Set<String>> KNOWS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("run", Set.of()),
                            Map.entry("books", Set.of()),
                            Map.entry("audit", Set.of()),
                            Map.entry("receive", Set.of("run")),
                            Map.entry("collect", Set.of("receive")),
                            Map.entry("ingest", Set.of("run", "receive")),
                            Map.entry("reconcile", Set.of("run")),
                            Map.entry("post", Set.of("run", "books")),
                            Map.entry("expire", Set.of("books", "run")),
                            Map.entry("report", Set.of("run", "books", "post", "workflow")),
                            Map.entry("night", Set.of("run")),
                            Map.entry("workflow", Set.of("run")),
                            Map.entry("stepfunctions", Set.of("workflow")),
                            Map.entry("s3", Set.of("collect", "receive", "report")),
                            Map.entry("exceptions", Set.of("books", "post"))));

    /** A rule for each package, by its name. */
    static final Map<String, ArchRule> PACKAGES =
            KNOWS.entrySet().stream()
                    .collect(
                            Collectors.toMap(
                                    Map.Entry::getKey,
                                    entry -> known(entry.getKey(), entry.getValue())));

    /** Fees are read where they are booked, and resolving links what {@code late_links} links. */
    static final ArchRule OF_POST_ONLY_FEES_AND_LATE_LINKS =
            noClasses()
                    .that()
                    .resideInAnyPackage(CLEARING + ".report", CLEARING + ".exceptions")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(CLEARING + ".post")
                                    .and(
                                            not(
                                                    nameMatching(
                                                            ".*\\.(FeeTotal|PostFees|LateLinks?)"
                                                                    + "(\\$.*)?"))));

    static final ArchRule OF_RECEIVE_ONLY_THE_ARCHIVE =
            noClasses()
                    .that()
                    .resideInAPackage(CLEARING + ".ingest")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(CLEARING + ".receive")
                                    .and(not(nameMatching(".*\\.Archive"))));

    private Rules() {}

    private static ArchRule known(String name, Set<String> known) {
        Set<String> forbidden = new TreeSet<>(KNOWS.keySet());
        forbidden.add("command");
        forbidden.remove(name);
        forbidden.removeAll(known);
        DescribedPredicate<JavaClass> others =
                describe(
                        "in the root package or " + forbidden,
                        type ->
                                type.getPackageName().equals(CLEARING)
                                        || forbidden.stream()
                                                .map(other -> CLEARING + "." + other)
                                                .anyMatch(type.getPackageName()::equals));
        return noClasses()
                .that()
                .resideInAPackage(CLEARING + "." + name)
                .should()
                .dependOnClassesThat(others)
                .because("packages know those below them");
    }
}
