package io.kessai.clearing.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What a database was declared to be for. Only the owner of the schema can say it: neither an
 * option nor a variable nor a session of an operator makes a database local.
 */
public final class DeclaredProfile {
    private DeclaredProfile() {}

    /** Whether the shortcuts of the local profile are open; without a declaration they are not. */
    public static boolean isLocal(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement(
                                """
                                select from public.kessai_environment
                                where profile = 'local'
                                """);
                ResultSet row = statement.executeQuery()) {
            return row.next();
        }
    }

    /** The same, asked on a connection of its own. */
    public static boolean isLocal(ClearingDatabase books) throws SQLException {
        try (Connection connection = books.connect("profile")) {
            return isLocal(connection);
        }
    }
}
