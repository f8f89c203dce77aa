package io.kessai.authorization.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.decide.MessageKind;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.Message;
import io.kessai.vault.PanVault;
import io.kessai.vault.VaultKeys;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which file updates block a card, in each dialect, on a link that allows it and on one that not.
 */
class BlocksTest {
    private static final MessageReader READER =
            new MessageReader(new PanVault(VaultKeys.development()));

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    iso87-ascii    | 0302 | 91=1; 101=EXCEPTION  | CARD_BLOCK
                    iso87-ascii    | 0303 | 91=1; 101=EXCEPTION  | CARD_BLOCK
                    iso87-ascii    | 0302 | 91=3; 101=EXCEPTION  | UNSUPPORTED
                    iso87-ascii    | 0302 | 91=1; 101=ADDRESSES  | UNSUPPORTED
                    iso87-ascii    | 0302 | 101=EXCEPTION        | UNSUPPORTED
                    iso87-ascii    | 0302 | 91=1                 | UNSUPPORTED
                    iso87-ascii    | 0322 | 91=1; 101=EXCEPTION  | UNSUPPORTED
                    iso87-ascii    | 0302 | 2=; 91=1; 101=EXCEPTION | bad 2
                    iso87-binary   | 0302 | 91=1; 101=EXCEPTION  | CARD_BLOCK
                    iso93-ascii    | 1304 | 12=261121120000; 24=301; 101=EXCEPTION | CARD_BLOCK
                    iso93-ascii    | 1304 | 12=261121120000; 24=303; 101=EXCEPTION | UNSUPPORTED
                    iso93-binary   | 1304 | 12=261121120000; 24=301; 101=EXCEPTION | CARD_BLOCK
                    visa-base1     | 0302 | 91=1; 101=EXCEPTION  | CARD_BLOCK
                    mastercard-cis | 0302 | 91=1; 101=EXCEPTION  | CARD_BLOCK
                    mastercard-cis | 0302 | 91=2; 101=EXCEPTION  | UNSUPPORTED
                    """)
    void aFileUpdateIsABlockWhereDialectAndLinkSaySo(
            String dialect, String mti, String words, String kind) {
        Message message = Wire.message(dialect, mti, words);
        assertEquals(kind, read(dialect, Blocks.ALLOWED, message));
        if (!kind.startsWith("bad")) {
            assertEquals(MessageKind.UNSUPPORTED.name(), read(dialect, Blocks.REFUSED, message));
        }
    }

    private static String read(String name, Blocks blocks, Message message) {
        Dialect dialect = Dialect.builtIn(name).orElseThrow();
        return switch (READER.read(
                "acme",
                dialect,
                blocks,
                dialect.edition().inTermsOf1987(message),
                Instant.parse("2026-11-21T03:00:01Z"))) {
            case ReadResult.Readable readable -> readable.request().kind().name();
            case ReadResult.Unreadable unreadable -> "bad " + unreadable.field();
            case ReadResult.Rejected rejected -> rejected.toString();
        };
    }
}
