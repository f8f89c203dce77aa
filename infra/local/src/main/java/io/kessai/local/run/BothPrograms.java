package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.Login;
import io.kessai.local.network.clearing.BulkClearing;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * An authorization server on the database of a {@link BulkNight}, so that both programs can work on
 * the same accounts at once, for measurements.
 */
public final class BothPrograms implements AutoCloseable {
    private static final String DEADLOCKS =
            "select deadlocks from pg_stat_database where datname = current_database()";

    private final BulkNight night;
    private final DemoServer server;

    private BothPrograms(BulkNight night, DemoServer server) {
        this.night = night;
        this.server = server;
    }

    /** Prepares the night, with a journal that can be audited, and waits for the server. */
    public static BothPrograms start(BulkClearing bulk) throws IOException, InterruptedException {
        BulkNight night = BulkNight.prepare(bulk);
        try {
            new BulkAuthorizations(night.database(), LocalVault.open(), rows -> {}).journal(bulk);
            return new BothPrograms(
                    night,
                    DemoServer.unverifying(
                            Checkout.find(), night.database(), night.folder().resolve("logs")));
        } catch (RuntimeException | IOException e) {
            night.close();
            throw e;
        }
    }

    /** Where the server speaks {@code iso87-ascii}. */
    public InetSocketAddress address() {
        var link = server.links().getFirst();
        return new InetSocketAddress(link.host(), link.port());
    }

    /**
     * Runs {@code nightly} to its end, as a process of its own.
     *
     * @throws OperatingFailure when it does not end well
     */
    public void night(int shards, PrintStream out) throws InterruptedException {
        night.run(shards, List.of("-Xmx512m"), out);
    }

    /** How often the database had to end a deadlock since it was made. */
    public long deadlocks() {
        DatabaseEndpoint database = night.database();
        try (Connection connection = database.connect(DatabaseRole.READER);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(DEADLOCKS)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new OperatingFailure(
                    ExitCode.UNREACHABLE, "cannot count deadlocks: " + e.getMessage(), e);
        }
    }

    /** Runs {@code audit} as a process of its own: 0 where all holds. */
    public ExitCode audit(PrintStream out) throws InterruptedException {
        DatabaseEndpoint database = night.database();
        Login reader = database.login(DatabaseRole.READER);
        return new ClearingProgram(Checkout.find().clearingJar())
                .run(
                        List.of("audit", "--development-keys", "--db", database.url()),
                        Map.of(
                                "KESSAI_DB_READER_USER",
                                reader.user(),
                                "KESSAI_DB_READER_PASSWORD",
                                reader.password()),
                        out);
    }

    @Override
    public void close() {
        server.close();
        night.close();
    }
}
