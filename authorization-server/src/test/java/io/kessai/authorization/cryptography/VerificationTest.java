package io.kessai.authorization.cryptography;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.Table;
import io.kessai.authorization.decide.Finding;
import io.kessai.authorization.decide.Findings;
import io.kessai.authorization.message.Wire;
import io.kessai.iso8583.Bytes;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.DialectFacts;
import io.kessai.iso8583.Message;
import io.kessai.iso8583.Subfields;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is found of messages as they come in, with keys in memory. */
class VerificationTest {
    private static final DialectFacts FACTS = Dialect.iso87Ascii().facts();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Words in capitals stand for what the card's terminal sends. */
    private static final String TABLE =
            """
            # case                                      | fields                              | found
            nothing to verify                           | -                                   | -
            a stripe with its CVV                       | 22=901; 35=STRIPE                   | cvv=good
            a stripe entered without saying how         | 35=STRIPE                           | cvv=good
            the stripe of a fallback                    | 22=801; 35=STRIPE                   | cvv=good
            a wrong CVV                                 | 22=901; 35=WRONG                    | cvv=bad
            another expiry on the stripe                | 22=901; 35=EXPIRY                   | cvv=bad
            a chip's image of track 2                   | 22=051; 35=CHIPTRACK                | cvv=good
            a contactless chip's                        | 22=071; 35=CHIPTRACK                | cvv=good
            the chip's image copied to a stripe         | 22=901; 35=CHIPTRACK                | cvv=bad
            a stripe said to be a chip                  | 22=051; 35=STRIPE                   | cvv=bad
            a stripe that a contactless card made up    | 22=911; 35=STRIPE                   | cvv=unverified
            a stripe beside a number typed in           | 22=011; 35=STRIPE                   | cvv=unverified
            a track that ends before the CVV            | 22=901; 35=9999000000000012=2912201 | cvv=bad
            a track without service code                | 22=901; 35=9999000000000012=2912    | cvv=bad
            only track 1                                | 22=901; 45=B9999000000000012^A/B^2912201 | cvv=unverified
            a right PIN                                 | 35=STRIPE; 52=PINBLOCK              | cvv=good pin=good
            a wrong PIN                                 | 35=STRIPE; 52=WRONGPIN              | cvv=good pin=bad
            a PIN without a track                       | 52=PINBLOCK                         | pin=bad
            a PIN block that is none                    | 35=STRIPE; 52=0123456789ABCDEF      | cvv=good pin=bad
            a right cryptogram                          | 22=051; 55=CHIP                     | arqc=good/28
            one of a card with another sequence number  | 22=051; 23=001; 55=CHIP             | arqc=bad
            one for another amount                      | 22=051; 55=CHEAPER                  | arqc=bad
            one that is no request                      | 22=051; 55=AAC                      | arqc=bad
            one of an unknown version                   | 22=051; 55=VERSION                  | arqc=bad
            chip data that lacks a part                 | 22=051; 55=PARTLESS                 | arqc=bad
            chip data without cryptogram                | 22=051; 55=9F36020001               | -
            everything at once                          | 22=051; 35=CHIPTRACK; 52=PINBLOCK; 55=CHIP | arqc=good/28 cvv=good pin=good
            """;

    static List<Table.Row> rows() {
        return Table.parse(TABLE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void a_message_is_verified_as_the_table_says(Table.Row row) {
        try (Verification verification = IssuedCard.configured(Map.of())) {
            Message message = Wire.message("iso87-ascii", "0100", filled(row.get("fields")));

            assertEquals(row.get("found"), told(verify(verification, FACTS, message)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void without_any_key_no_message_is_looked_at(Table.Row row) {
        Message message = Wire.message("iso87-ascii", "0100", filled(row.get("fields")));
        Map<String, String> none = Map.of("kessai.cryptography.provider", "none");
        try (Verification verification = IssuedCard.configured(none)) {
            assertFalse(verification.verifies());
            assertEquals(Optional.of(Verified.NOTHING), now(verification, message));
        }
    }

    @ParameterizedTest(name = "without {0}: {1}")
    @CsvSource({
        "card-value, arqc=good/28 cvv=unverified pin=good",
        "cryptogram, arqc=unverified cvv=good pin=good",
        "pin-encryption, arqc=good/28 cvv=good pin=unverified",
        "pin-verification, arqc=good/28 cvv=good pin=unverified",
    })
    void what_has_no_key_is_not_verified(String key, String found) {
        Map<String, String> without = Map.of("kessai.cryptography.keys." + key, "");
        try (Verification verification = IssuedCard.configured(without)) {
            String all = filled("22=051; 35=CHIPTRACK; 52=PINBLOCK; 55=CHIP");

            Message message = Wire.message("iso87-ascii", "0100", all);
            assertEquals(found, told(verify(verification, FACTS, message)));
        }
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "RIGHT, 2912, cvv2=good",
        "RIGHT, 2911, cvv2=bad",
        "WRONG, 2912, cvv2=bad",
        "RIGHT, '', cvv2=bad",
    })
    void the_printed_value_comes_where_the_network_has_it(
            String value, String expiry, String found) {
        String digits = value.equals("RIGHT") ? IssuedCard.printed() : "000";
        Message visa =
                with("visa-base1", expiry, 126, Subfields.builder().secret(10, "11 " + digits));
        Message mastercard =
                with("mastercard-cis", expiry, 48, Subfields.builder().secret(92, digits));
        try (Verification verification = IssuedCard.configured(Map.of())) {
            assertEquals(found, told(verify(verification, facts("visa-base1"), visa)));
            assertEquals(found, told(verify(verification, facts("mastercard-cis"), mastercard)));
        }
    }

    @Test
    void the_value_of_an_authentication_is_a_cvv_of_other_inputs() {
        String right = IssuedCard.cavv();
        String damaged = right.substring(0, 7) + "9" + right.substring(8);
        try (Verification verification = IssuedCard.configured(Map.of())) {
            assertEquals("cavv=good", told(verify(verification, facts("visa-base1"), cavv(right))));
            assertEquals(
                    "cavv=bad", told(verify(verification, facts("visa-base1"), cavv(damaged))));
            assertEquals(
                    "cavv=bad",
                    told(verify(verification, facts("visa-base1"), cavv("F".repeat(40)))));
        }
        Map<String, String> nowhere = Map.of("kessai.cryptography.cavv.date", "");
        try (Verification verification = IssuedCard.configured(nowhere)) {
            assertEquals(
                    "cavv=unverified",
                    told(verify(verification, facts("visa-base1"), cavv(right))));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "22=012, cvv2=missing",
        "22=812, cvv2=missing",
        "22=102, cvv2=missing",
        "22=051, ''",
        "'', ''"
    })
    void a_number_that_no_terminal_read_may_need_its_printed_value(String fields, String found) {
        Message message = Wire.message("iso87-ascii", "0100", fields);
        Map<String, String> asks = Map.of("kessai.cryptography.printed-value-required", "true");
        try (Verification verification = IssuedCard.configured(asks)) {
            assertEquals(found, told(verify(verification, FACTS, message)));
        }
    }

    @Test
    void the_card_is_answered_with_what_it_can_verify() {
        try (Verification verification = IssuedCard.configured(Map.of())) {
            Message message =
                    Wire.message("iso87-ascii", "0100", "22=051; 55=" + IssuedCard.chip(28));
            Bytes answer =
                    verify(verification, FACTS, message).issuerAuthenticationData().orElseThrow();

            assertEquals(10, answer.length());
            assertTrue(answer.toHex().endsWith("3030"));
        }
    }

    @Test
    void nothing_that_is_read_prints_what_it_holds() {
        ProofReader reader =
                new ProofReader(
                        new ProofLayout(
                                CryptogramVersion.Application.VISA,
                                6,
                                1,
                                PinMethod.PVV,
                                false,
                                Optional.empty()));
        String fields = filled("22=051; 35=CHIPTRACK; 52=PINBLOCK; 55=CHIP");
        String printed =
                reader.read("default", FACTS, Wire.message("iso87-ascii", "0100", fields))
                        .toString();

        for (String secret :
                List.of(
                        IssuedCard.PAN,
                        IssuedCard.chipTrack().substring(24),
                        IssuedCard.pinBlock(IssuedCard.PIN))) {
            assertFalse(printed.contains(secret), printed);
        }
    }

    private static Verified verify(Verification verification, DialectFacts facts, Message message) {
        return verification
                .verify("default", facts, message, PATIENCE)
                .toCompletableFuture()
                .join()
                .orElseThrow();
    }

    /** The result that must be there at once. */
    private static Optional<Verified> now(Verification verification, Message message) {
        CompletableFuture<Optional<Verified>> result =
                verification.verify("default", FACTS, message, PATIENCE).toCompletableFuture();
        assertTrue(result.isDone());
        return result.join();
    }

    private static DialectFacts facts(String dialect) {
        return Dialect.builtIn(dialect).orElseThrow().facts();
    }

    private static Message with(String dialect, String expiry, int field, Subfields.Builder parts) {
        Message plain = Wire.message(dialect, "0100", "14=" + expiry);
        return Wire.sent(dialect, plain.toBuilder().subfields(field, parts.build()).build());
    }

    private static Message cavv(String hex) {
        return with("visa-base1", "2912", 126, Subfields.builder().secret(9, hex));
    }

    private static String filled(String fields) {
        String chip = IssuedCard.chip(28);
        return fields.replace("CHIPTRACK", IssuedCard.chipTrack())
                .replace("STRIPE", IssuedCard.stripe())
                .replace("WRONGPIN", IssuedCard.pinBlock("4712"))
                .replace("WRONG", otherEnd(IssuedCard.stripe()))
                .replace("EXPIRY", IssuedCard.stripe().replace("=2912", "=3012"))
                .replace("PINBLOCK", IssuedCard.pinBlock(IssuedCard.PIN))
                .replace("CHEAPER", chip.replace("000000004000", "000000000400"))
                .replace("AAC", chip.replace("9F270180", "9F270100"))
                .replace("VERSION", chip.replace("06010A03", "06010B03"))
                .replace("PARTLESS", chip.replace("9F1A020124", ""))
                .replace("CHIP", chip);
    }

    /** The last digit is another. */
    private static String otherEnd(String track) {
        char last = track.charAt(track.length() - 1);
        return track.substring(0, track.length() - 1) + (last == '9' ? '0' : (char) (last + 1));
    }

    private static String told(Verified verified) {
        Findings found = verified.findings();
        String counter = found.counter().isPresent() ? "/" + found.counter().getAsInt() : "";
        return (told("arqc", found.cryptogram(), counter)
                        + told("cvv", found.trackValue(), "")
                        + told("cvv2", found.printedValue(), "")
                        + told("cavv", found.cavv(), "")
                        + told("pin", found.pin(), ""))
                .strip();
    }

    private static String told(String name, Finding finding, String more) {
        return finding == Finding.ABSENT
                ? ""
                : name + "=" + finding.name().toLowerCase(Locale.ROOT) + more + " ";
    }
}
