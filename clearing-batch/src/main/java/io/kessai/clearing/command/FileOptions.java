package io.kessai.clearing.command;

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

    /** The files that wait for ingest. */
    public List<Long> received(Connection connection) throws SQLException {
        return file.isPresent()
                ? List.of(file.get())
                : ids(
                        connection,
                        "select id from clearing_files where status = 'received' order by id");
    }

    /** The accepted files of which something is not booked yet. */
    public List<Long> unposted(Connection connection) throws SQLException {
        return file.isPresent()
                ? List.of(file.get())
                : ids(
                        connection,
                        """
                        select id
                        from clearing_files
                        where status = 'accepted' and not is_posted
                        order by id
                        """);
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
