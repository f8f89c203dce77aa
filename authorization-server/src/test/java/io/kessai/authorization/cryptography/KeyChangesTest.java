package io.kessai.authorization.cryptography;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.Table;
import io.kessai.authorization.cryptography.KeyChanges.Outcome;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.Message;
import io.kessai.iso8583.Subfields;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which keys of networks are taken. The keys are those of {@link ZoneSample}. */
class KeyChangesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** FIRST and SECOND are keys under the zone master key, ACME is FIRST under that of acme. */
    private static final String TABLE =
            """
            # case                                   | network | dialect        | 48                            | outcome     | kept
            a key and six digits of its check value  | default | iso87-ascii    | FIRST 103C5D                  | TAKEN       | 1
            in lower case                            | default | iso87-ascii    | FIRST 103c5d                  | TAKEN       | 1
            a key of even parity                     | default | iso87-binary   | SECOND FB0975                 | TAKEN       | 1
            in the edition of 1993                   | default | iso93-ascii    | FIRST 103C5D                  | TAKEN       | 1
            in its binary form                       | default | iso93-binary   | FIRST 103C5D                  | TAKEN       | 1
            more behind the check value              | default | iso87-ascii    | FIRST 103C5D 000              | TAKEN       | 1
            the last digit is wrong                  | default | iso87-ascii    | FIRST 103C5C                  | REFUSED     | 0
            the first digit is wrong                 | default | iso87-ascii    | FIRST 003C5D                  | REFUSED     | 0
            the check value of another key           | default | iso87-ascii    | FIRST FB0975                  | REFUSED     | 0
            under another zone master key            | default | iso87-ascii    | ACME 103C5D                   | REFUSED     | 0
            under that of its network                | acme    | iso87-ascii    | ACME 103C5D                   | TAKEN       | 1
            under the common one, which acme has not | acme    | iso87-ascii    | FIRST 103C5D                  | REFUSED     | 0
            nothing in the message                   | default | iso87-ascii    | -                             | REFUSED     | 0
            a check value of five digits             | default | iso87-ascii    | FIRST 103C5                   | REFUSED     | 0
            a key that is not hex                    | default | iso87-ascii    | GFIRST 103C5D                 | REFUSED     | 0
            a check value that is not hex            | default | iso87-ascii    | FIRST 103C5G                  | REFUSED     | 0
            mastercard with sixteen digits           | default | mastercard-cis | PK0102 FIRST 103C5D65CAF9E96D | TAKEN       | 1
            the sixteenth is wrong                   | default | mastercard-cis | PK0102 FIRST 103C5D65CAF9E96C | REFUSED     | 0
            six digits and blanks                    | default | mastercard-cis | PK0102 FIRST 103C5D__________ | TAKEN       | 1
            five digits and blanks                   | default | mastercard-cis | PK0102 FIRST 103C5___________ | REFUSED     | 0
            no key in the subelement                 | default | mastercard-cis | PK0102                        | REFUSED     | 0
            a dialect that says nothing of keys      | default | visa-base1     | FIRST 103C5D                  | REFUSED     | 0
            """;

    private final KeptInMemory store = new KeptInMemory();
    private final ZoneKeys keys = new ZoneKeys(store, InstantSource.system(), Duration.ZERO);

    static List<Table.Row> rows() {
        return Table.parse(TABLE);
    }

    @AfterEach
    void close() {
        keys.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void aKeyIsTakenAsTheTableSays(Table.Row row) {
        try (KeyChanges changes = ZoneSample.changes(keys)) {
            String dialect = row.get("dialect");
            Outcome outcome =
                    take(changes, row.get("network"), dialect, message(dialect, row.get("48")));

            assertEquals(row.get("outcome"), outcome.name());
            assertEquals(row.get("kept"), String.valueOf(store.size()));
        }
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "provider, none",
        "provider, aws",
        "pin.block-format, iso-4",
    })
    void whoCannotTakeAKeyRefusesIt(String property, String value) {
        Map<String, String> config = Map.of("kessai.cryptography." + property, value);
        Map<String, String> others =
                value.equals("iso-4")
                        ? Map.of(
                                "kessai.cryptography." + property,
                                value,
                                "kessai.cryptography.keys.pin-encryption",
                                "00112233445566778899AABBCCDDEEFF")
                        : config;
        try (KeyChanges changes = ZoneSample.changes(keys, others)) {
            assertEquals(Outcome.REFUSED, first(changes));
            assertEquals(0, store.size());
        }
    }

    @Test
    void withoutAnyZoneMasterKeyNoneIsTaken() {
        Map<String, String> none =
                Map.of(
                        "kessai.cryptography.keys.zone-master", "",
                        "kessai.cryptography.zone-masters.acme", "");
        try (KeyChanges changes = ZoneSample.changes(keys, none)) {
            assertEquals(Outcome.REFUSED, first(changes));
        }
    }

    @Test
    void aCopyIsToldTheSameAndChangesNothing() throws UnavailableException {
        try (KeyChanges changes = ZoneSample.changes(keys)) {
            String second = "SECOND FB0975";
            assertEquals(Outcome.TAKEN, first(changes));
            assertEquals(
                    Outcome.TAKEN,
                    take(changes, "default", "iso87-ascii", message("iso87-ascii", second)));
            assertEquals(Outcome.TAKEN, first(changes), "a copy that is late");

            assertEquals(2, store.size());
            assertEquals(List.of(ZoneSample.second()), keys.of("default"));
        }
    }

    @Test
    void whatIsNotKeptIsNotTaken() {
        try (KeyChanges changes = ZoneSample.changes(keys)) {
            store.away(true);
            assertEquals(Outcome.UNAVAILABLE, first(changes));
            store.away(false);
            assertEquals(Outcome.TAKEN, first(changes));
        }
    }

    @Test
    void withoutATimeLeftOrAPermitTheNetworkComesAgain() {
        Map<String, String> noPermits = Map.of("kessai.cryptography.calls-max", "0");
        try (KeyChanges changes = ZoneSample.changes(keys, noPermits)) {
            assertEquals(Outcome.UNAVAILABLE, first(changes));
        }
    }

    private static Outcome first(KeyChanges changes) {
        return take(changes, "default", "iso87-ascii", message("iso87-ascii", "FIRST 103C5D"));
    }

    private static Outcome take(
            KeyChanges changes, String network, String dialect, Message message) {
        return changes.take(
                        network,
                        "link",
                        Dialect.builtIn(dialect).orElseThrow().facts(),
                        message,
                        PATIENCE)
                .toCompletableFuture()
                .join();
    }

    /** A key change with this DE48; nothing in it for no text. */
    private static Message message(String dialect, String words) {
        String content =
                words.replace("GFIRST", "G" + ZoneSample.FIRST_WRAPPED.substring(1))
                        .replace("FIRST", ZoneSample.FIRST_WRAPPED)
                        .replace("SECOND", ZoneSample.SECOND_WRAPPED)
                        .replace("ACME", ZoneSample.FIRST_WRAPPED_FOR_ACME)
                        .replace(" ", "")
                        .replace('_', ' ');
        Message.Builder message = Message.builder("0800").text(70, "161");
        if (dialect.equals("mastercard-cis")) {
            message.subfields(48, Subfields.builder().secret(11, content).build());
        } else if (!content.isEmpty()) {
            message.text(48, content);
        }
        return message.build();
    }
}
