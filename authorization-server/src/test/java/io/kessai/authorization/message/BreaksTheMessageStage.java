package io.kessai.authorization.message;

import io.kessai.authorization.reply.BreaksTheReplyStage;
import java.sql.Connection;
import java.sql.SQLException;

/** Reaches another stage and the database: ArchitectureTest sees both reported. */
public final class BreaksTheMessageStage {

    String askTheDatabase(Connection connection, BreaksTheReplyStage otherStage)
            throws SQLException {
        return connection.getCatalog() + otherStage;
    }
}
