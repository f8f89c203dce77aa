package io.kessai.authorization.cryptography;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kessai.authorization.decide.Finding;
import io.kessai.authorization.message.Wire;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Under which keys a PIN is looked for, as a network changes them. */
class ZoneKeysTest {
    private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
    private static final Duration OVERLAP = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String CONFIGURED = "configured";

    private final KeptInMemory store = new KeptInMemory();
    private Instant now = START;
    private final ZoneKeys keys = new ZoneKeys(store, () -> now, OVERLAP);

    @AfterEach
    void close() {
        keys.close();
    }

    /** The first key is given at the start, the second ten minutes later. */
    @ParameterizedTest(name = "{1} s: {2}")
    @CsvSource({
        "0,   0, configured",
        "1,   0, first configured",
        "1, 299, first configured",
        "1, 300, first",
        "2, 600, second first",
        "2, 899, second first",
        "2, 900, second",
    })
    void theKeyBeforeOpensWhileTheChangeIsYoung(int changes, long seconds, String order)
            throws UnavailableException {
        give(changes);
        now = START.plusSeconds(seconds);

        assertEquals(order, told(keys.of("default")));
        assertEquals(CONFIGURED, told(keys.of("acme")), "another network's are its own");
    }

    @ParameterizedTest(name = "{1} s, under {2}: {3}")
    @CsvSource({
        "0,   0, configured, GOOD",
        "0,   0, first,      BAD",
        "1,   0, first,      GOOD",
        "1, 299, configured, GOOD",
        "1, 300, configured, BAD",
        "2, 600, second,     GOOD",
        "2, 899, first,      GOOD",
        "2, 900, first,      BAD",
        "2, 600, configured, BAD",
    })
    void aPinIsRightUnderTheseKeys(int changes, long seconds, String key, Finding finding) {
        give(changes);
        now = START.plusSeconds(seconds);
        try (Verification verification = ZoneSample.verification(keys)) {
            assertEquals(finding, found(verification, IssuedCard.PIN, key));
            assertEquals(Finding.BAD, found(verification, "0000", key));
        }
    }

    @Test
    void aKeyThatAnotherServerWasGivenCostsNoCardholderATry() {
        try (Verification verification = ZoneSample.verification(keys)) {
            assertEquals(Finding.GOOD, found(verification, IssuedCard.PIN, CONFIGURED));
            assertEquals(1, store.reads(), "a right PIN reads nothing");
            assertEquals(Finding.GOOD, found(verification, IssuedCard.PIN, CONFIGURED));
            assertEquals(1, store.reads());

            give(1);
            assertEquals(Finding.GOOD, found(verification, IssuedCard.PIN, "first"));
            assertEquals(2, store.reads());
        }
    }

    @Test
    void whileNobodyKnowsTheKeysNoPinIsWrong() {
        store.away(true);
        assertThrows(UnavailableException.class, () -> keys.of("default"));
        try (Verification verification = ZoneSample.verification(keys)) {
            Message message = message("4711", CONFIGURED);
            assertEquals(
                    true,
                    verification
                            .verify("default", Dialect.iso87Ascii().facts(), message, PATIENCE)
                            .toCompletableFuture()
                            .join()
                            .isEmpty());
            store.away(false);
            assertEquals(Finding.GOOD, found(verification, IssuedCard.PIN, CONFIGURED));
        }
    }

    @Test
    void whatWasReadOnceCountsWhileTheStoreIsAway() throws UnavailableException {
        give(1);
        keys.read();
        store.away(true);

        assertEquals("first configured", told(keys.of("default")));
    }

    private void give(int changes) {
        if (changes > 0) {
            store.put(ZoneSample.first(), START);
        }
        if (changes > 1) {
            store.put(ZoneSample.second(), START.plusSeconds(600));
        }
    }

    private static String told(List<PinKey> keys) {
        Map<PinKey, String> names =
                Map.of(
                        PinKey.CONFIGURED,
                        CONFIGURED,
                        ZoneSample.first(),
                        "first",
                        ZoneSample.second(),
                        "second");
        return String.join(" ", keys.stream().map(names::get).toList());
    }

    private static Finding found(Verification verification, String pin, String key) {
        return verification
                .verify("default", Dialect.iso87Ascii().facts(), message(pin, key), PATIENCE)
                .toCompletableFuture()
                .join()
                .orElseThrow()
                .findings()
                .pin();
    }

    private static Message message(String pin, String key) {
        String block =
                switch (key) {
                    case "first" -> IssuedCard.pinBlock(pin, ZoneSample.FIRST);
                    case "second" -> IssuedCard.pinBlock(pin, ZoneSample.SECOND);
                    default -> IssuedCard.pinBlock(pin);
                };
        return Wire.message("iso87-ascii", "0100", "35=" + IssuedCard.stripe() + "; 52=" + block);
    }
}
