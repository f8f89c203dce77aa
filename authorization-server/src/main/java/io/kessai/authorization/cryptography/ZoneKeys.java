package io.kessai.authorization.cryptography;

import io.kessai.log.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Which keys a network's PIN blocks may be under now: the newest that it gave us, and the one
 * before while the change is young, for what was on its way. Thread-safe.
 *
 * <p>What is kept is read once a second, not with each PIN: an authorization then waits for no
 * statement more, and another server's key is known soon. Whoever finds a PIN wrong reads again
 * before it says so ({@link #read}): no cardholder's try is lost to that second.
 */
public final class ZoneKeys implements AutoCloseable {

    private static final EventLog LOG = EventLog.of(ZoneKeys.class);
    private static final long POLL_MILLIS = 1_000;

    /** What is kept cannot be read: PINs are verified with the keys known until now. */
    private record ZoneKeysUnread(String cause) {}

    private final ZoneKeyStore store;
    private final InstantSource clock;
    private final Duration overlap;
    private final ScheduledExecutorService schedule =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("zone-keys").factory());

    private volatile Optional<Map<String, List<ZoneKeyStore.Kept>>> known = Optional.empty();
    private volatile boolean isTold;

    /**
     * @param overlap for how long after a change the key before it still opens what the newest does
     *     not
     */
    ZoneKeys(ZoneKeyStore store, InstantSource clock, Duration overlap) {
        this.store = store;
        this.clock = clock;
        this.overlap = overlap;
    }

    /** Nobody changes keys: the configured one opens everything. */
    static ZoneKeys none() {
        return new ZoneKeys(new NoStore(), InstantSource.system(), Duration.ZERO);
    }

    /** Reads what is kept from now on. */
    public void start() {
        if (!(store instanceof NoStore)) {
            var _ =
                    schedule.scheduleWithFixedDelay(
                            this::poll, 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * In the order in which they are tried; never empty.
     *
     * @throws UnavailableException when what is kept has not been read since the start
     */
    List<PinKey> of(String network) throws UnavailableException {
        if (known.isEmpty()) {
            read();
        }
        List<ZoneKeyStore.Kept> kept = known.orElseThrow().getOrDefault(network, List.of());
        if (kept.isEmpty()) {
            return List.of(PinKey.CONFIGURED);
        }
        PinKey newest = kept.getFirst().key();
        Instant settled = kept.getFirst().receivedAt().plus(overlap);
        if (!clock.instant().isBefore(settled)) {
            return List.of(newest);
        }
        return List.of(newest, kept.size() > 1 ? kept.get(1).key() : PinKey.CONFIGURED);
    }

    /** Reads what is kept, now. */
    void read() throws UnavailableException {
        Map<String, List<ZoneKeyStore.Kept>> byNetwork = new HashMap<>();
        for (ZoneKeyStore.Kept kept : store.newest()) {
            byNetwork.computeIfAbsent(kept.key().network(), _ -> new ArrayList<>()).add(kept);
        }
        known = Optional.of(byNetwork);
    }

    /**
     * Keeps a key, and uses it from here on.
     *
     * @return whether it is new
     * @throws UnavailableException when it is not known to be kept
     */
    boolean keep(ZoneKey key, String link) throws UnavailableException {
        boolean isNew = store.keep(key, link);
        poll();
        return isNew;
    }

    /** Once for each time that it begins to fail. */
    private void poll() {
        try {
            read();
            isTold = false;
        } catch (UnavailableException | RuntimeException e) {
            if (!isTold) {
                LOG.warn(new ZoneKeysUnread(e.toString()));
            }
            isTold = true;
        }
    }

    @Override
    public void close() {
        schedule.shutdownNow();
        if (store instanceof ZoneKeyTable table) {
            table.close();
        }
    }

    private static final class NoStore implements ZoneKeyStore {
        @Override
        public List<Kept> newest() {
            return List.of();
        }

        @Override
        public boolean keep(ZoneKey key, String link) throws UnavailableException {
            throw new UnavailableException("no place for zone keys");
        }
    }
}
