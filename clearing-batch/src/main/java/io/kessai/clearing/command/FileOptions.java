package io.kessai.clearing.command;

import io.kessai.clearing.run.Counters;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which files a stage is to work on: one by its id, or every one that waits for it. */
public final class FileOptions {

    @Option(
            names = "--file",
            paramLabel = "ID",
            defaultValue = "${env:KESSAI_CLEARING_FILE}",
            description = "One file by its id; default KESSAI_CLEARING_FILE, then all that wait.")
    private Optional<Long> file = Optional.empty();

    /** A step of one file. */
    @FunctionalInterface
    interface Step {
        Counters run(long file) throws SQLException;
    }

    /**
     * Does the step for each file that waits for ingest, and adds up; one that fails stops no
     * other.
     *
     * @throws OperatingException {@code CLEARING_FILE_NOT_FOUND}; of one asked for whatever the
     *     step throws
     */
    Counters eachReceived(Stages stages, Connection connection, Step step) throws SQLException {
        return each(stages, received(connection), step);
    }

    /**
     * Does the step for each accepted file of which something is not booked yet, and adds up; one
     * that fails stops no other.
     *
     * @throws OperatingException {@code CLEARING_FILE_NOT_FOUND}; {@code STEP_OUT_OF_ORDER} where
     *     the one asked for is not accepted; of one asked for whatever the step throws
     */
    Counters eachUnposted(Stages stages, Connection connection, Step step) throws SQLException {
        return each(stages, unposted(connection), step);
    }

    private Counters each(Stages stages, List<Long> files, Step step) throws SQLException {
        return file.isPresent() ? step.run(file.get()) : stages.setbacks().each(files, step);
    }

    private List<Long> received(Connection connection) throws SQLException {
        if (file.isPresent()) {
            requireStatus(connection, file.get());
            return List.of(file.get());
        }
        return ids(
                connection, "select id from clearing_files where status = 'received' order by id");
    }

    private List<Long> unposted(Connection connection) throws SQLException {
        if (file.isPresent()) {
            requireAccepted(connection, file.get());
            return List.of(file.get());
        }
        return allUnposted(connection);
    }

    /** Every accepted file of which something is not booked yet. */
    static List<Long> allUnposted(Connection connection) throws SQLException {
        return ids(
                connection,
                """
                select id
                from clearing_files
                where status = 'accepted' and not is_posted
                order by id
                """);
    }

    private static void requireAccepted(Connection connection, long id) throws SQLException {
        String status = requireStatus(connection, id);
        if (!status.equals("accepted")) {
            throw new OperatingException(
                    ErrorCode.STEP_OUT_OF_ORDER,
                    "file %d is %s: only accepted files are matched and booked"
                            .formatted(id, status));
        }
    }

    private static String requireStatus(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select status from clearing_files where id = ?")) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new OperatingException(
                            ErrorCode.CLEARING_FILE_NOT_FOUND, "there is no clearing file " + id);
                }
                return row.getString(1);
            }
        }
    }

    private static List<Long> ids(Connection connection, String sql) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }
}
