package io.kessai.authorization.cryptography;

import io.kessai.authorization.decide.Finding;
import io.kessai.authorization.decide.Findings;
import io.kessai.iso8583.Bytes;
import io.kessai.iso8583.DialectFacts;
import io.kessai.iso8583.Message;
import io.kessai.log.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Verifies what messages carry, each on a thread of its own and within its time. Thread-safe.
 *
 * <p>What the programme has no key for is not verified. Where a call fails or takes too long there
 * is no result at all, and the message is not decided: the network then stands in.
 */
public final class Verification implements AutoCloseable {

    private static final EventLog LOG = EventLog.of(Verification.class);

    /** A fault of ours. */
    private record VerificationFailed(String fault) {}

    private final ProofReader reader;
    private final CardCryptography cryptography;
    private final ZoneKeys zoneKeys;
    private final Set<KeyUse> keys;
    private final Duration timeout;
    private final Semaphore permits;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param zoneKeys what PIN blocks are under
     * @param keys what there are keys for
     * @param timeout how long a message's proofs may take together
     * @param callsMax messages at once; one more gets no result
     */
    Verification(
            ProofReader reader,
            CardCryptography cryptography,
            ZoneKeys zoneKeys,
            Set<KeyUse> keys,
            Duration timeout,
            int callsMax) {
        this.reader = reader;
        this.cryptography = cryptography;
        this.zoneKeys = zoneKeys;
        this.keys = keys;
        this.timeout = timeout;
        this.permits = new Semaphore(callsMax);
    }

    /** Verifies nothing: nobody has keys. */
    public static Verification ofNothing() {
        ProofLayout nowhere =
                new ProofLayout(
                        CryptogramVersion.Application.VISA,
                        1,
                        1,
                        PinMethod.PVV,
                        false,
                        Optional.empty());
        return new Verification(
                new ProofReader(nowhere),
                new NoCryptography(),
                ZoneKeys.none(),
                Set.of(),
                Duration.ZERO,
                1);
    }

    /** Whether anything is verified here at all. */
    public boolean verifies() {
        return !keys.isEmpty();
    }

    /**
     * What is found of a message's proofs; nothing where it cannot be said in time. The stage is
     * complete at once where no key is needed, and never fails. Without any key the message is not
     * even looked at.
     *
     * @param network that it came from
     * @param remaining until the message's deadline
     */
    public CompletionStage<Optional<Verified>> verify(
            String network, DialectFacts facts, Message message, Duration remaining) {
        if (!verifies()) {
            return CompletableFuture.completedFuture(Optional.of(Verified.NOTHING));
        }
        Proofs proofs = reader.read(network, facts, message);
        if (proofs.all().stream().noneMatch(this::takesCall)) {
            return CompletableFuture.completedFuture(attempt(proofs));
        }
        if (!permits.tryAcquire()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        CompletableFuture<Optional<Verified>> result = new CompletableFuture<>();
        threads.execute(() -> release(result, attempt(proofs)));
        long within = Math.min(timeout.toNanos(), Math.max(0, remaining.toNanos()));
        return result.completeOnTimeout(Optional.empty(), within, TimeUnit.NANOSECONDS);
    }

    private boolean takesCall(Proof proof) {
        return switch (proof) {
            case Proof.Known _, Proof.Broken _ -> false;
            case CardValue _, PinEntry _, Cryptogram _ -> keys.containsAll(proof.keys());
        };
    }

    private void release(
            CompletableFuture<Optional<Verified>> result, Optional<Verified> verified) {
        permits.release();
        result.complete(verified);
    }

    private Optional<Verified> attempt(Proofs proofs) {
        try {
            return Optional.of(verified(proofs));
        } catch (UnavailableException _) {
            return Optional.empty();
        } catch (RuntimeException bug) {
            LOG.error(new VerificationFailed(bug.getClass().getName()), bug);
            return Optional.empty();
        }
    }

    private Verified verified(Proofs proofs) throws UnavailableException {
        Optional<Bytes> answer = answer(proofs.cryptogram());
        return new Verified(
                new Findings(
                        answer.isPresent() ? Finding.GOOD : found(proofs.cryptogram()),
                        answer.isPresent() && proofs.cryptogram() instanceof Cryptogram genuine
                                ? OptionalInt.of(genuine.count())
                                : OptionalInt.empty(),
                        found(proofs.trackValue()),
                        found(proofs.printedValue()),
                        found(proofs.cavv()),
                        found(proofs.pin())),
                answer);
    }

    private Optional<Bytes> answer(Proof proof) throws UnavailableException {
        return proof instanceof Cryptogram cryptogram && keys.containsAll(proof.keys())
                ? cryptography.authenticates(cryptogram)
                : Optional.empty();
    }

    private Finding found(Proof proof) throws UnavailableException {
        if (!keys.containsAll(proof.keys())) {
            return Finding.UNVERIFIED;
        }
        return switch (proof) {
            case Proof.Known known -> known.finding();
            case Proof.Broken _ -> Finding.BAD;
            case CardValue value -> found(cryptography.verifies(value));
            case PinEntry pin -> found(verifies(pin));
            // One that is genuine has its answer, and is not asked for here.
            case Cryptogram _ -> Finding.BAD;
        };
    }

    /** A PIN that seems wrong may be under a key that another server has just been given. */
    private boolean verifies(PinEntry pin) throws UnavailableException {
        List<PinKey> known = zoneKeys.of(pin.network());
        if (cryptography.verifies(pin.with(known))) {
            return true;
        }
        zoneKeys.read();
        List<PinKey> now = zoneKeys.of(pin.network());
        return !now.equals(known) && cryptography.verifies(pin.with(now));
    }

    private static Finding found(boolean isRight) {
        return isRight ? Finding.GOOD : Finding.BAD;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
