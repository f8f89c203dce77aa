package io.kessai.authorization.cryptography;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.decide.Finding;
import io.kessai.authorization.message.Wire;
import io.kessai.iso8583.Bytes;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.DialectFacts;
import io.kessai.iso8583.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Who verifies is slow, busy, away or broken: then there is no result, in time. */
class VerificationFailuresTest {
    private static final DialectFacts FACTS = Dialect.iso87Ascii().facts();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void who_takes_too_long_says_nothing() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (Verification verification = verification(() -> await(never), 10)) {
            Message message = Wire.message("iso87-ascii", "0100", "35=" + IssuedCard.stripe());
            CompletableFuture<Optional<Verified>> result =
                    verification
                            .verify("default", FACTS, message, Duration.ofMillis(50))
                            .toCompletableFuture();

            assertEquals(Optional.empty(), result.join());
        } finally {
            never.countDown();
        }
    }

    @Test
    void one_more_than_may_be_verified_at_once_gets_no_result_at_once() {
        CountDownLatch held = new CountDownLatch(1);
        try (Verification verification = verification(() -> await(held), 1)) {
            Message message = Wire.message("iso87-ascii", "0100", "35=" + IssuedCard.stripe());
            CompletableFuture<Optional<Verified>> first =
                    verification.verify("default", FACTS, message, PATIENCE).toCompletableFuture();

            assertEquals(Optional.empty(), now(verification, message));
            held.countDown();
            assertEquals(Finding.GOOD, found(first));
            assertEquals(
                    Finding.GOOD,
                    found(
                            verification
                                    .verify("default", FACTS, message, PATIENCE)
                                    .toCompletableFuture()));
        }
    }

    @Test
    void who_fails_says_nothing() {
        Message message = Wire.message("iso87-ascii", "0100", "35=" + IssuedCard.stripe());
        try (Verification away =
                        verification(
                                () -> {
                                    throw new UnavailableException("away");
                                },
                                10);
                Verification broken =
                        verification(
                                () -> {
                                    throw new IllegalStateException("a bug");
                                },
                                10)) {
            for (Verification verification : List.of(away, broken)) {
                assertEquals(
                        Optional.empty(),
                        verification
                                .verify("default", FACTS, message, PATIENCE)
                                .toCompletableFuture()
                                .join());
            }
        }
    }

    @Test
    void calls_stop_for_a_while_when_they_keep_failing() {
        int[] calls = {0};
        long[] now = {0};
        CardCryptography failing =
                new Asked(
                        () -> {
                            calls[0]++;
                            throw new UnavailableException("away");
                        });
        GuardedCryptography guarded =
                new GuardedCryptography(failing, new CircuitBreaker(2, 10), () -> now[0]);
        CardValue value =
                (CardValue)
                        new ProofReader(
                                        new ProofLayout(
                                                CryptogramVersion.Application.VISA,
                                                6,
                                                1,
                                                PinMethod.PVV,
                                                false,
                                                Optional.empty()))
                                .read(
                                        "default",
                                        FACTS,
                                        Wire.message(
                                                "iso87-ascii", "0100", "35=" + IssuedCard.stripe()))
                                .trackValue();
        for (int i = 0; i < 5; i++) {
            assertThrows(UnavailableException.class, () -> guarded.verifies(value));
        }
        assertEquals(2, calls[0]);
        now[0] = 10;
        assertThrows(UnavailableException.class, () -> guarded.verifies(value));
        assertThrows(UnavailableException.class, () -> guarded.verifies(value));
        assertEquals(3, calls[0]);
    }

    /** What the port is asked, whatever it is. */
    private interface Question {
        boolean answer() throws UnavailableException;
    }

    private record Asked(Question question) implements CardCryptography {
        @Override
        public boolean verifies(CardValue value) throws UnavailableException {
            return question.answer();
        }

        @Override
        public boolean verifies(PinEntry pin) throws UnavailableException {
            return question.answer();
        }

        @Override
        public Optional<Bytes> authenticates(Cryptogram cryptogram) throws UnavailableException {
            return question.answer() ? Optional.of(Bytes.EMPTY) : Optional.empty();
        }

        @Override
        public boolean accepts(ZoneKey key) throws UnavailableException {
            return question.answer();
        }
    }

    private static Verification verification(Question question, int callsMax) {
        ProofLayout layout =
                new ProofLayout(
                        CryptogramVersion.Application.VISA,
                        6,
                        1,
                        PinMethod.PVV,
                        false,
                        Optional.empty());
        return new Verification(
                new ProofReader(layout),
                new Asked(question),
                ZoneKeys.none(),
                Set.of(KeyUse.CARD_VALUE),
                PATIENCE,
                callsMax);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Finding found(CompletableFuture<Optional<Verified>> result) {
        return result.join().orElseThrow().findings().trackValue();
    }

    /** The result that must be there at once. */
    private static Optional<Verified> now(Verification verification, Message message) {
        CompletableFuture<Optional<Verified>> result =
                verification.verify("default", FACTS, message, PATIENCE).toCompletableFuture();
        assertTrue(result.isDone());
        return result.join();
    }
}
