package io.kessai.authorization.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.domain.Circumstances;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.Message;
import io.kessai.vault.PanVault;
import io.kessai.vault.VaultKeys;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scheme, presence and the mark of a pre-authorization are facts of the dialect. */
class CircumstancesTest {
    private static final MessageReader READER =
            new MessageReader(new PanVault(VaultKeys.development()));

    private static final String TABLE =
            """
            # dialect      | fields                         | scheme, presence, pre-authorized
            iso87-ascii    |                                | other unknown no
            iso87-ascii    | 22=051; 25=00                  | other card-present no
            iso87-binary   | 22=021                         | other card-present no
            iso87-binary   | 22=071                         | other card-present no
            iso87-ascii    | 22=901                         | other card-present no
            iso87-ascii    | 22=911                         | other card-present no
            iso87-ascii    | 22=011; 25=08                  | other unknown no
            iso87-ascii    | 22=812                         | other e-commerce no
            iso87-binary   | 22=012; 25=59                  | other e-commerce no
            iso87-ascii    | 22=051; 25=06                  | other card-present yes
            iso93-ascii    | 22=000001000000; 24=100        | other card-present no
            iso93-binary   | 22=000050000000; 24=100        | other e-commerce no
            iso93-ascii    | 22=000040000000; 24=100        | other merchant-initiated no
            iso93-binary   | 22=000001000000; 24=101        | other card-present yes
            visa-base1     |                                | visa unknown no
            visa-base1     | 22=0510; 25=00                 | visa card-present no
            visa-base1     | 22=0710                        | visa card-present no
            visa-base1     | 22=0210                        | visa card-present no
            visa-base1     | 22=9010                        | visa card-present no
            visa-base1     | 22=9110                        | visa card-present no
            visa-base1     | 22=0100; 25=08                 | visa unknown no
            visa-base1     | 22=0100; 25=59                 | visa e-commerce no
            visa-base1     | 22=1000; 25=59                 | visa e-commerce no
            visa-base1     | 22=1000; 25=59; 126.13=R       | visa merchant-initiated no
            visa-base1     | 22=1000; 126.13=I              | visa merchant-initiated no
            visa-base1     | 22=1000; 126.13=C              | visa merchant-initiated no
            visa-base1     | 22=0100; 25=59; 126.13=C       | visa e-commerce no
            visa-base1     | 22=0510; 63.3=3902             | visa merchant-initiated no
            visa-base1     | 22=0510; 63.3=3904             | visa merchant-initiated no
            visa-base1     | 22=0510; 63.3=3900             | visa card-present no
            mastercard-cis |                                | mastercard unknown no
            mastercard-cis | 61=00000000003000000000000000  | mastercard card-present no
            mastercard-cis | 61=00051000003000000000000000  | mastercard e-commerce no
            mastercard-cis | 61=00041000003000000000000000  | mastercard merchant-initiated no
            mastercard-cis | 61=00011000003000000000000000  | mastercard unknown no
            mastercard-cis | 61=00000040003000000000000000  | mastercard card-present yes
            """;

    static Stream<List<String>> rows() {
        return TABLE.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void areWhatTheFieldsSay(List<String> row) {
        Circumstances found = circumstances(row.get(0), row.get(1));
        assertEquals(
                row.get(2),
                String.join(
                        " ",
                        found.scheme().word(),
                        found.presence().word(),
                        found.isPreAuthorization() ? "yes" : "no"));
    }

    private static Circumstances circumstances(String dialect, String fields) {
        return request(dialect, fields).circumstances();
    }

    /** An authorization in the dialect, read. */
    static AuthorizationRequest request(String dialect, String fields) {
        boolean is1993 = dialect.startsWith("iso93");
        Message message =
                is1993
                        ? Wire.message(dialect, "1100", "12=261121120000; " + fields)
                        : Wire.message(dialect, "0100", fields);
        Dialect spoken = Dialect.builtIn(dialect).orElseThrow();
        ReadResult read =
                READER.read(
                        "simulated",
                        spoken,
                        spoken.edition().inTermsOf1987(message),
                        Instant.parse("2026-11-21T03:00:00Z"));
        return assertInstanceOf(ReadResult.Readable.class, read).request();
    }
}
