package io.kessai.clearing.command;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** One delivery, by the name that the inbox has or had for it. */
public final class InputFileOption {

    private static final String DELIVERY =
            """
            select id, status
            from clearing_files
            where name = ?
            order by id desc
            limit 1
            """;

    @Option(
            names = "--input-file",
            paramLabel = "NAME",
            defaultValue = "${env:KESSAI_INPUT_FILE}",
            description = "One delivery, by its name in the inbox; default KESSAI_INPUT_FILE.")
    private Optional<String> name = Optional.empty();

    /** A delivery that was received. */
    record Received(long file, String status) {

        boolean isWaiting() {
            return status.equals("received");
        }

        boolean isRefused() {
            return status.equals("refused");
        }
    }

    /** Empty: no delivery in particular. */
    Optional<String> name() {
        return name.filter(text -> !text.isBlank());
    }

    /**
     * The last delivery of that name that was received.
     *
     * @throws OperatingException {@code CLEARING_FILE_NOT_FOUND}
     */
    static Received require(Connection connection, String name) throws SQLException {
        return find(connection, name)
                .orElseThrow(
                        () ->
                                new OperatingException(
                                        ErrorCode.CLEARING_FILE_NOT_FOUND,
                                        ("%s was never received: look into the inbox, and into the"
                                                        + " manifest of what was collected")
                                                .formatted(name)));
    }

    /** The same; empty where there is none. */
    static Optional<Received> find(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DELIVERY)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Received(row.getLong(1), row.getString(2)))
                        : Optional.empty();
            }
        }
    }
}
