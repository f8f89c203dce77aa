package io.kessai.bench;

import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** The limit of an ingest: the same rows by COPY, into a table that has neither index nor check. */
final class RawCopy {
    private RawCopy() {}

    /** Copies all clearing records to a file and times the way back, commit included. */
    static double seconds(DatabaseEndpoint database, Path file) throws SQLException, IOException {
        try (Connection connection = database.connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement()) {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                copy.copyOut("copy clearing_records to stdout", out);
            }
            statement.execute("create table raw_copy (like clearing_records)");
            connection.setAutoCommit(false);
            long from = System.nanoTime();
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                copy.copyIn("copy raw_copy from stdin", in);
            }
            connection.commit();
            return (System.nanoTime() - from) / 1e9;
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
