package io.kessai.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.HoldPolicy;
import io.kessai.domain.HoldPolicyError;
import io.kessai.domain.OperatingException;
import io.kessai.domain.Scheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A policy file is refused with its line and the rule it breaks, or read for good. */
class HoldPolicyFileTest {
    private static final String SMALL =
            """
            # mine

            version 3
            pump | visa | 5541, 5542,3351-3500 | 1 | card-present | no | 2 | 125 USD
            anything-else | * | * | * | * | * | 7 | asked
            """;

    @TempDir private Path folder = Path.of("");

    @Test
    void aPolicyIsReadAgainFromItsOwnText() {
        HoldPolicy policy = parsed(SMALL);
        assertEquals(
                """
                version 3
                pump | visa | 5541,5542,3351-3500 | 1 | card-present | no | 2 | 125 USD
                anything-else | * | * | * | * | * | 7 | asked
                """,
                policy.text());
        assertEquals(policy, parsed(policy.text()));
        HoldPolicy shipped = HoldPolicyFile.shipped();
        assertEquals(shipped, parsed(shipped.text()));
        assertEquals(shipped.text(), parsed(shipped.text()).text());
        assertNotEquals(shipped.text(), policy.text());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '"',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                // the line in place of that of the pump                      > what is said
                "version 4                                                    > the version stands twice or below a rule",
                "days 4                                                       > neither version, restarts nor rule",
                "pump | * | * | 1 | * | * | 2                                 > a rule has eight columns, not 7",
                "pump | * | * | 1 | * | * | 2 | asked | x                     > a rule has eight columns, not 9",
                "Pump | * | * | 1 | * | * | 2 | asked                         > 'Pump' is no name of a rule",
                " | * | * | 1 | * | * | 2 | asked                             > '' is no name of a rule",
                "pump | amex | * | 1 | * | * | 2 | asked                      > 'amex' is no scheme",
                "pump | VISA | * | 1 | * | * | 2 | asked                      > 'VISA' is no scheme",
                "pump | * | 554 | 1 | * | * | 2 | asked                       > '554' is no merchant category",
                "pump | * | 5541,,5542 | 1 | * | * | 2 | asked                > '' is no merchant category",
                "pump | * | 5542-5541 | 1 | * | * | 2 | asked                 > '5542-5541' is no merchant category",
                "pump | * | 5541-5542-5543 | 1 | * | * | 2 | asked            > '5541-5542-5543' is no merchant category",
                "pump | * | * | 0 | * | * | 2 | asked                         > '0' is no number of units",
                "pump | * | * | 1.5 | * | * | 2 | asked                       > '1.5' is no number of units",
                "pump | * | * | 1000000001 | * | * | 2 | asked                > '1000000001' is no number of units",
                "pump | * | * | 1 | there | * | 2 | asked                     > 'there' is no presence",
                "pump | * | * | 1 | * | maybe | 2 | asked                     > 'maybe' is no pre-authorization",
                "pump | * | * | 1 | * | * | 0 | asked                         > '0' is no number of days",
                "pump | * | * | 1 | * | * | 367 | asked                       > '367' is no number of days",
                "pump | * | * | 1 | * | * | * | asked                         > '*' is no number of days",
                "pump | * | 5542 | * | * | * | 2 | 125 USD                    > only a rule with 'units at most' may hold another amount",
                "pump | * | * | 1 | * | * | 2 | 125                           > '125' is no amount to hold",
                "pump | * | * | 1 | * | * | 2 | 125 XXX                       > '125 XXX' is no amount to hold",
                "pump | * | * | 1 | * | * | 2 | 1.25 USD                      > '1.25 USD' is no amount to hold",
                "pump | * | * | 1 | * | * | 2 | 125 USD, 90 USD               > USD stands twice",
                "anything-else | * | 5542 | 1 | * | * | 2 | asked             > rule anything-else stands twice",
            })
    void aFaultNamesItsLine(String line, String rule) {
        String text = SMALL.replaceAll("(?m)^pump.*$", line.replace("$", "\\$"));
        HoldPolicyError error = assertInstanceOf(HoldPolicyError.class, HoldPolicy.parse(text));
        assertEquals(rule, error.rule());
        assertEquals(rule.equals("rule anything-else stands twice") ? 5 : 4, error.line());
        assertNotEquals("", error.remedy());
    }

    @Test
    void theLastRuleAloneIsForEverything() {
        assertEquals(
                new HoldPolicyError(
                        4,
                        "rule all above is for everything: no other is reached",
                        "move that one to the end"),
                HoldPolicy.parse(
                        """
                        version 3

                        all | * | * | * | * | * | 7 | asked
                        visa | visa | * | * | * | * | 5 | asked
                        """));
        assertEquals(
                new HoldPolicyError(
                        2,
                        "no last rule is for everything",
                        "end with 'anything-else | * | * | * | * | * | DAYS | asked'"),
                HoldPolicy.parse("version 3\nvisa | visa | * | * | * | * | 5 | asked\n"));
        assertThrows(IllegalArgumentException.class, () -> new HoldPolicy(3, List.of(), List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "version 0, '0' is no version",
                "version 32768, '32768' is no version",
                "version x, 'x' is no version",
                "version, \"neither version, restarts nor rule\"",
            })
    void aVersionIsANumberThatTheDatabaseHolds(String line, String rule) {
        HoldPolicyError error = assertInstanceOf(HoldPolicyError.class, HoldPolicy.parse(line));
        assertEquals(rule, error.rule());
        assertEquals(32_767, parsed(SMALL.replace("version 3", "version 32767")).version());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '>',
            value = {
                "restarts amex           > 'amex' is no scheme",
                "restarts visa,          > '' is no scheme",
                "restarts visa,visa      > 'visa' stands twice",
                "restarts                > neither version, restarts nor rule",
                "restarts visa\\nrestarts other > 'restarts' stands twice, above the version or below a rule",
            })
    void whatRestartsStandsOnceUnderTheVersion(String lines, String rule) {
        String text = SMALL.replace("version 3", "version 3\n" + lines.replace("\\n", "\n"));
        assertEquals(rule, assertInstanceOf(HoldPolicyError.class, HoldPolicy.parse(text)).rule());
    }

    @Test
    void whatRestartsIsPartOfTheText() {
        HoldPolicy both = parsed(SMALL.replace("version 3", "version 3\nrestarts other, visa"));
        assertEquals(List.of(Scheme.OTHER, Scheme.VISA), both.restarting());
        assertEquals(both, parsed(both.text()));
        assertEquals(List.of(), parsed(SMALL).restarting());
    }

    @Test
    void aFileWithoutVersionOrRulesIsNone() {
        assertEquals(
                new HoldPolicyError(0, "the version is missing", "write 'version N' at the top"),
                HoldPolicy.parse("# nothing\n"));
        assertEquals(
                "no version stands above the rule",
                ((HoldPolicyError) HoldPolicy.parse("all | * | * | * | * | * | 7 | asked")).rule());
        assertEquals(
                "no last rule is for everything",
                ((HoldPolicyError) HoldPolicy.parse("version 1")).rule());
    }

    @Test
    void anOperatorsFileIsReadOrRefusedByName() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.policy"), SMALL);
        assertEquals(parsed(SMALL), HoldPolicyFile.read(file));
        Files.writeString(file, SMALL.replace("| 2 |", "| two |"));
        assertEquals(file + ", line 4: 'two' is no number of days; write 1 to 366", refusal(file));
        Files.writeString(file, "");
        assertEquals(
                file + ": the version is missing; write 'version N' at the top", refusal(file));
        Files.write(file, new byte[] {(byte) 0xC3, 0x28});
        assertEquals(file + ": the file is not text in UTF-8", refusal(file));
        Files.writeString(file, "#".repeat(262_145), StandardCharsets.UTF_8);
        assertEquals(file + ": the file is longer than 262144 bytes", refusal(file));
        Path missing = folder.resolve("missing.policy");
        assertEquals(missing + ": the file cannot be read", refusal(missing));
    }

    @Property(tries = 1000)
    void anyTextIsReadOrRefused(@ForAll String line) {
        String text = SMALL.replace("anything-else", line + "\nanything-else");
        if (HoldPolicy.parse(text) instanceof HoldPolicy policy) {
            assertEquals(policy, parsed(policy.text()));
        }
    }

    private static String refusal(Path file) {
        OperatingException refused =
                assertThrows(OperatingException.class, () -> HoldPolicyFile.read(file));
        assertEquals(ErrorCode.CONFIGURATION_REFUSED, refused.code());
        return String.valueOf(refused.getMessage());
    }

    private static HoldPolicy parsed(String text) {
        return assertInstanceOf(HoldPolicy.class, HoldPolicy.parse(text));
    }
}
