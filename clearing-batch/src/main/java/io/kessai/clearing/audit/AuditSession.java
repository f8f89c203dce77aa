package io.kessai.clearing.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a check works with: the snapshot, and what was asked for.
 *
 * @param connection in the one read-only repeatable-read transaction of this audit
 */
record AuditSession(Connection connection, AuditRequest request) {

    Findings newFindings() {
        return new Findings(request.findingsMax());
    }

    /** The one number a query returns. */
    long count(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
