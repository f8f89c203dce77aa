package io.kessai.authorization.cryptography;

import io.kessai.iso8583.DialectFacts;
import io.kessai.iso8583.Message;
import io.kessai.log.EventLog;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Takes the keys for PIN blocks that networks send, each on a thread of its own. Thread-safe.
 *
 * <p>A key is taken when its check value verifies and it is kept: then a copy of the message is
 * told the same and changes nothing. Source: docs/authorization.md, section 1. Specification:
 * KeyChangesTest.
 */
public final class KeyChanges implements AutoCloseable {

    private static final EventLog LOG = EventLog.of(KeyChanges.class);

    /** What became of a key change. */
    public enum Outcome {
        /** The key is kept: PIN blocks are opened with it. */
        TAKEN,
        /** It carries no key, or one that nobody here can take; the key before stays. */
        REFUSED,
        /** Nobody knows; the network must send it again. */
        UNAVAILABLE
    }

    /** A network's PIN blocks come under another key from now on. */
    record ZoneKeyTaken(String network, String link, String checkValue) {}

    /** A network sent a key that is not taken, and goes on with the one before. */
    record ZoneKeyRefused(String network, String link, String rule) {}

    /** A network's key could not be kept; it was told so. */
    record ZoneKeyNotKept(String network, String link, String cause) {}

    private final CardCryptography cryptography;
    private final ZoneKeys keys;
    private final Semaphore permits;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param changesMax changes at once; one more is told to come again
     */
    KeyChanges(CardCryptography cryptography, ZoneKeys keys, int changesMax) {
        this.cryptography = cryptography;
        this.keys = keys;
        this.permits = new Semaphore(changesMax);
    }

    /** Refuses all: nobody has a zone master key. */
    public static KeyChanges refused() {
        return new KeyChanges(new NoCryptography(), ZoneKeys.none(), 1);
    }

    /**
     * Takes the key of a message, or does not. Returns at once; the stage never fails.
     *
     * @param link that it came by
     * @param remaining until the network is told to come again
     */
    public CompletionStage<Outcome> take(
            String network, String link, DialectFacts facts, Message message, Duration remaining) {
        Optional<ZoneKey> key =
                facts.newPinKey(message)
                        .flatMap(
                                wrapped ->
                                        facts.newPinKeyCheck(message)
                                                .flatMap(v -> ZoneKey.of(network, wrapped, v)));
        if (key.isEmpty()) {
            return CompletableFuture.completedFuture(refused(network, link, "no-key"));
        }
        if (!permits.tryAcquire()) {
            return CompletableFuture.completedFuture(Outcome.UNAVAILABLE);
        }
        CompletableFuture<Outcome> result = new CompletableFuture<>();
        threads.execute(
                () -> {
                    Outcome outcome = attempt(key.get(), link);
                    permits.release();
                    result.complete(outcome);
                });
        return result.completeOnTimeout(
                Outcome.UNAVAILABLE, Math.max(0, remaining.toNanos()), TimeUnit.NANOSECONDS);
    }

    private Outcome attempt(ZoneKey key, String link) {
        try {
            if (!cryptography.accepts(key)) {
                return refused(key.network(), link, "check-value");
            }
            if (keys.keep(key, link)) {
                LOG.info(new ZoneKeyTaken(key.network(), link, key.checkValue()));
            }
            return Outcome.TAKEN;
        } catch (UnavailableException | RuntimeException e) {
            LOG.error(new ZoneKeyNotKept(key.network(), link, e.toString()));
            return Outcome.UNAVAILABLE;
        }
    }

    private static Outcome refused(String network, String link, String rule) {
        LOG.warn(new ZoneKeyRefused(network, link, rule));
        return Outcome.REFUSED;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
