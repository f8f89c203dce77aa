package io.kessai.authorization.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.kessai.authorization.card.BreaksTheCardStage;
import io.kessai.authorization.cryptography.BreaksTheCryptographyStage;
import io.kessai.authorization.decide.BreaksPurity;
import io.kessai.authorization.decide.BreaksTheMoney;
import io.kessai.authorization.fileupdate.BreaksTheFileUpdateStage;
import io.kessai.authorization.link.BreaksTheLinkStage;
import io.kessai.authorization.message.BreaksTheMessageStage;
import io.kessai.authorization.record.BreaksTheRecordStage;
import io.kessai.authorization.reply.BreaksTheReplyStage;
import io.kessai.authorization.watch.BreaksTheWatchStage;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The architecture of this program: each rule holds, and each is seen to fire. */
class ArchitectureTest {
    private static final JavaClasses PROGRAM =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages(
                            "io.kessai.authorization",
                            "io.kessai.domain",
                            "io.kessai.iso8583",
                            "io.kessai.vault");

    static IntStream stages() {
        return IntStream.range(0, Rules.STAGES.size());
    }

    static Stream<Arguments> breaks() {
        return Stream.of(
                broken(Rules.THE_CORE_KNOWS_ONLY_VALUES, "java.util.logging", BreaksPurity.class),
                broken(Rules.THE_CORE_KNOWS_ONLY_VALUES, "java.io.File", BreaksPurity.class),
                broken(Rules.THE_CORE_HAS_NO_CLOCK_AND_NO_DICE, "Instant.now", BreaksPurity.class),
                broken(Rules.THE_CORE_HAS_NO_CLOCK_AND_NO_DICE, "Clock", BreaksPurity.class),
                broken(Rules.THE_CORE_HAS_NO_CLOCK_AND_NO_DICE, "nanoTime", BreaksPurity.class),
                broken(
                        Rules.THE_CORE_HAS_NO_CLOCK_AND_NO_DICE,
                        "java.util.Random",
                        BreaksPurity.class),
                broken(
                        Rules.SQL_ONLY_WHERE_DATA_IS_STORED,
                        "java.sql.Connection",
                        BreaksTheMessageStage.class),
                broken(
                        Rules.CARD_NUMBERS_ARE_READ_ONLY_IN_CODEC_AND_VAULT,
                        "PanAccess.get",
                        BreaksTheReplyStage.class),
                broken(
                        Rules.NO_CYCLES,
                        "Cycle detected",
                        BreaksTheLinkStage.class,
                        BreaksTheReplyStage.class),
                broken(Rules.STAGES.get(0), "BreaksTheReplyStage", BreaksTheLinkStage.class),
                broken(Rules.STAGES.get(1), "BreaksTheReplyStage", BreaksTheMessageStage.class),
                broken(Rules.STAGES.get(2), "BreaksTheLinkStage", BreaksPurity.class),
                broken(Rules.STAGES.get(3), "BreaksTheLinkStage", BreaksTheRecordStage.class),
                broken(Rules.STAGES.get(4), "BreaksTheLinkStage", BreaksTheReplyStage.class),
                broken(Rules.STAGES.get(5), "Table", BreaksTheCardStage.class),
                broken(Rules.STAGES.get(6), "BreaksTheLinkStage", BreaksTheCryptographyStage.class),
                broken(Rules.STAGES.get(7), "BreaksTheLinkStage", BreaksTheWatchStage.class),
                broken(Rules.STAGES.get(8), "BreaksTheLinkStage", BreaksTheFileUpdateStage.class));
    }

    @Test
    void theCoreIsPure() {
        Rules.THE_CORE_KNOWS_ONLY_VALUES.check(PROGRAM);
        Rules.THE_CORE_HAS_NO_CLOCK_AND_NO_DICE.check(PROGRAM);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void aStageReachesNoOtherExceptThroughTheFlow(int stage) {
        Rules.STAGES.get(stage).check(PROGRAM);
    }

    @Test
    void sqlStandsOnlyWhereDataIsStored() {
        Rules.SQL_ONLY_WHERE_DATA_IS_STORED.check(PROGRAM);
    }

    @Test
    void cardNumbersAreReadOnlyInCodecAndVault() {
        Rules.CARD_NUMBERS_ARE_READ_ONLY_IN_CODEC_AND_VAULT.check(PROGRAM);
    }

    @Test
    void noPackagesDependOnEachOther() {
        Rules.NO_CYCLES.check(PROGRAM);
    }

    @Test
    void moneyIsNeverFloating() {
        List<JavaClass> core =
                PROGRAM.stream()
                        .filter(
                                type ->
                                        type.getPackageName().equals("io.kessai.domain")
                                                || type.getPackageName().endsWith(".decide"))
                        .toList();
        assertTrue(core.size() > 40, core.size() + " classes");
        assertEquals(List.of(), core.stream().flatMap(ArchitectureTest::floating).toList());
    }

    @Test
    void floatingMoneyIsFoundWhereverItHides() {
        JavaClasses broken = new ClassFileImporter().importClasses(BreaksTheMoney.class);
        String name = "io/kessai/authorization/decide/BreaksTheMoney.";
        assertEquals(
                Stream.of("rate", "boxed", "halved", "rounded", "taken").map(name::concat).toList(),
                broken.stream()
                        .flatMap(ArchitectureTest::floating)
                        .filter(found -> !found.endsWith("<init>"))
                        .toList());
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("breaks")
    void aBreakOfARuleIsReported(ArchRule rule, String reported, Class<?>[] fixtures) {
        JavaClasses broken = new ClassFileImporter().importClasses(fixtures);
        AssertionError caught = assertThrows(AssertionError.class, () -> rule.check(broken));
        assertTrue(caught.toString().contains(reported), caught::toString);
    }

    private static Stream<String> floating(JavaClass type) {
        return FloatingPoint.in(type.getSource().orElseThrow().getUri()).stream();
    }

    private static Arguments broken(ArchRule rule, String reported, Class<?>... fixtures) {
        return Arguments.of(rule, reported, fixtures);
    }
}
