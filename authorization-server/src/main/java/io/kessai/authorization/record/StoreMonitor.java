package io.kessai.authorization.record;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * Watches the lanes from outside: finds a database that hangs, answers what waits for it, and
 * probes until it is back.
 */
final class StoreMonitor {

    private static final long TICK_MILLIS = 10;
    private static final int PROBE_TIMEOUT_SECONDS = 1;

    private final StoreEndpoint endpoint;
    private final LaneSettings settings;
    private final Store store;
    private final List<Lane> lanes;
    private volatile boolean stopping;

    StoreMonitor(StoreEndpoint endpoint, LaneSettings settings, Store store, List<Lane> lanes) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.store = store;
        this.lanes = lanes;
    }

    void start() {
        Thread.ofPlatform()
                .daemon()
                .name("store-watch")
                .start(() -> every(TICK_MILLIS, this::watch));
        Thread.ofPlatform()
                .daemon()
                .name("store-probe")
                .start(() -> every(settings.probeInterval().toMillis(), this::probe));
    }

    void stop() {
        stopping = true;
    }

    private void watch() {
        long now = System.nanoTime();
        for (Lane lane : lanes) {
            long since = lane.busySinceNanos();
            if (since != 0 && now - since > settings.storeTimeout().toNanos()) {
                store.lost("a statement has run for more than " + settings.storeTimeout());
            }
        }
        if (store.isAway()) {
            lanes.forEach(Lane::failWaiting);
        }
    }

    private void probe() {
        if (!store.isAway() || !answers()) {
            return;
        }
        // A lane that waits on a connection the database no longer knows would wait for its
        // socket timeout; one whose statement was only slow has had this long to end it.
        pause(settings.storeTimeout().toMillis() / 2);
        long before = System.nanoTime() - settings.storeTimeout().toNanos();
        lanes.forEach(lane -> lane.abortIfBusySince(before));
        store.found();
    }

    /** Whether the database takes writes. */
    private boolean answers() {
        Properties properties = LaneConnection.properties(endpoint, PROBE_TIMEOUT_SECONDS);
        properties.setProperty("ApplicationName", "kessai-authorization-probe");
        properties.setProperty("connectTimeout", Integer.toString(PROBE_TIMEOUT_SECONDS));
        try (Connection connection = endpoint.open(properties);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select not pg_is_in_recovery()")) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private void every(long millis, Runnable task) {
        while (!stopping) {
            try {
                task.run();
            } catch (RuntimeException bug) {
                store.watchFailed(bug);
            }
            pause(millis);
        }
    }

    private void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }
}
