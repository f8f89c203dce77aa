package io.kessai.clearing.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The architecture of this program: each rule holds, and each is seen to fire. */
class ArchitectureTest {
    private static final JavaClasses PROGRAM =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.kessai.clearing");

    @TempDir private static Path folder = Path.of("");

    @BeforeAll
    static void compileBreaks() throws IOException {
        Break.compileAll(folder);
    }

    static Stream<Arguments> rules() {
        return Stream.concat(
                        Stream.of(
                                Rules.THE_CORE_KNOWS_ONLY_VALUES,
                                Rules.TIME_IS_AN_INPUT,
                                Rules.ONLY_WAITING_IS_TIMED,
                                Rules.NO_DICE,
                                Rules.OPTIONS_READ_THE_ENVIRONMENT,
                                Rules.OUTPUT_IS_THE_COMMANDS,
                                Rules.FILES_ONLY_IN_STORES,
                                Rules.AWS_IS_TWO_PACKAGES,
                                Rules.THE_COMMAND_LINE_IS_THE_EDGE,
                                Rules.CARD_NUMBERS_ARE_READ_ONLY_IN_CODEC_AND_VAULT,
                                Rules.NO_CYCLES,
                                Rules.OF_POST_ONLY_FEES_AND_LATE_LINKS,
                                Rules.OF_RECEIVE_ONLY_THE_ARCHIVE),
                        Rules.PACKAGES.values().stream())
                .map(rule -> Arguments.of(rule));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_rule_holds(ArchRule rule) {
        rule.check(PROGRAM);
    }

    @Test
    void every_rule_has_a_break() {
        assertEquals(
                rules().map(rule -> describe(rule.get()[0])).collect(Collectors.toSet()),
                Break.ALL.stream().map(one -> describe(one.rule())).collect(Collectors.toSet()));
    }

    private static String describe(Object rule) {
        return ((ArchRule) rule).getDescription();
    }

    static List<Break> breaks() {
        return Break.ALL;
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void a_break_of_it_is_reported(Break one) {
        JavaClasses broken = one.in(folder);
        AssertionError caught = assertThrows(AssertionError.class, () -> one.rule().check(broken));
        assertTrue(caught.toString().contains(one.reported()), caught::toString);
    }

    /** What decides is all of the core, however the list of what is not grows. */
    @Test
    void the_core_has_what_decides() {
        Set<String> core =
                PROGRAM.stream()
                        .filter(Rules.CORE)
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet());
        for (String decides :
                List.of(
                        "Ladder",
                        "Matcher",
                        "Candidate",
                        "Comparison",
                        "PostingRules",
                        "Booking",
                        "Lines",
                        "Correction",
                        "IpmRecords",
                        "BaseIIRecords",
                        "RecordChecks",
                        "SettlementTables",
                        "HtmlPage")) {
            assertTrue(core.contains(decides), decides);
        }
    }
}
