package io.kessai.authorization.cryptography;

import io.kessai.iso8583.Bytes;
import io.kessai.log.EventLog;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Another cryptography behind a circuit breaker. Thread-safe. */
final class GuardedCryptography implements CardCryptography {

    private static final EventLog LOG = EventLog.of(GuardedCryptography.class);

    /** Verification keeps failing: messages that need it are answered 91. */
    private record CryptographyLost(String cause) {}

    /** It works again. */
    private record CryptographyFound() {}

    private final CardCryptography guarded;
    private final CircuitBreaker breaker;
    private final LongSupplier nanoTime;

    GuardedCryptography(CardCryptography guarded, CircuitBreaker breaker, LongSupplier nanoTime) {
        this.guarded = guarded;
        this.breaker = breaker;
        this.nanoTime = nanoTime;
    }

    @Override
    public boolean verifies(CardValue value) throws UnavailableException {
        return call(() -> guarded.verifies(value));
    }

    @Override
    public boolean verifies(PinEntry pin) throws UnavailableException {
        return call(() -> guarded.verifies(pin));
    }

    @Override
    public Optional<Bytes> authenticates(Cryptogram cryptogram) throws UnavailableException {
        return call(() -> guarded.authenticates(cryptogram));
    }

    @Override
    public boolean accepts(ZoneKey key) throws UnavailableException {
        return call(() -> guarded.accepts(key));
    }

    @FunctionalInterface
    private interface Call<T> {
        T make() throws UnavailableException;
    }

    private <T> T call(Call<T> call) throws UnavailableException {
        if (!breaker.admits(nanoTime.getAsLong())) {
            throw new UnavailableException("the circuit is open");
        }
        try {
            T answer = call.make();
            if (breaker.succeeded()) {
                LOG.info(new CryptographyFound());
            }
            return answer;
        } catch (UnavailableException e) {
            if (breaker.failed(nanoTime.getAsLong())) {
                LOG.error(new CryptographyLost(String.valueOf(e.getMessage())));
            }
            throw e;
        }
    }
}
