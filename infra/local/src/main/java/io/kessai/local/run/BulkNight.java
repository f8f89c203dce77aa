package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.Durability;
import io.kessai.local.database.EmbeddedDatabase;
import io.kessai.local.database.LocalSchema;
import io.kessai.local.network.clearing.BulkClearing;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A fresh durable database with the cards and open authorizations of a {@link BulkClearing}, and
 * its file in an inbox: all that a night needs, for measurements.
 */
public final class BulkNight implements AutoCloseable {
    private static final String DATABASE = "kessai";

    /**
     * As on a database host of 8 GiB: pages in memory, and no checkpoint forced by the amount of
     * log in the middle of what is measured.
     */
    public static final List<String> DATABASE_SETTINGS =
            List.of("shared_buffers=2GB", "max_wal_size=16GB", "checkpoint_timeout=30min");

    private final EmbeddedDatabase database;
    private final BulkClearing bulk;
    private final Path folder;

    private BulkNight(EmbeddedDatabase database, BulkClearing bulk, Path folder) {
        this.database = database;
        this.bulk = bulk;
        this.folder = folder;
    }

    /** Makes and fills everything; takes about a minute for a million records. */
    public static BulkNight prepare(BulkClearing bulk) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("kessai-night");
        EmbeddedDatabase database =
                EmbeddedDatabase.temporary(Durability.DURABLE, DATABASE_SETTINGS);
        try {
            LocalSchema.prepare(database, DATABASE);
            DatabaseEndpoint endpoint = database.endpoint(DATABASE);
            new CardSeed(endpoint, LocalVault.open(), rows -> {}).write(bulk.fleet());
            new BulkAuthorizations(endpoint, LocalVault.open(), rows -> {}).write(bulk);
            Path inbox = Files.createDirectories(folder.resolve("inbox"));
            settle(endpoint);
            bulk.write(Files.newOutputStream(inbox.resolve("bulk")));
            return new BulkNight(database, bulk, folder);
        } catch (RuntimeException | IOException | InterruptedException e) {
            database.close();
            throw e;
        }
    }

    /** A database whose day's rows autovacuum has been over. */
    private static void settle(DatabaseEndpoint endpoint) {
        try (Connection connection = endpoint.connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
        } catch (SQLException e) {
            throw new OperatingFailure(
                    ExitCode.UNREACHABLE, "cannot vacuum the database: " + e.getMessage(), e);
        }
    }

    public DatabaseEndpoint database() {
        return database.endpoint(DATABASE);
    }

    /** Inbox, archive, reports and whatever the measurement puts there. */
    public Path folder() {
        return folder;
    }

    /**
     * Runs {@code nightly} for the file's date as a process of its own.
     *
     * @throws OperatingFailure when it does not end well
     */
    public void run(int shards, List<String> javaOptions, PrintStream out)
            throws InterruptedException {
        ExitCode code =
                new ClearingProgram(Checkout.find().clearingJar())
                        .with(javaOptions)
                        .run(
                                List.of(
                                        "nightly",
                                        "--date",
                                        bulk.date().toString(),
                                        "--shards",
                                        String.valueOf(shards)),
                                ClearingCommand.environment(database(), folder),
                                out);
        if (code != ExitCode.DONE) {
            throw new OperatingFailure(code, "the night ended with exit code " + code.code());
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
