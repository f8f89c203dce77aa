package io.kessai.clearing.audit;

import java.io.IOException;
import java.sql.SQLException;

/** One rule of an invariant, checked over a whole database. Stateless. */
interface Check {
    Invariant invariant();

    /** Its name in reports: letters and dashes, never changed. */
    String rule();

    /**
     * Looks at everything the rule speaks of.
     *
     * @throws SQLException when the database refuses; {@link Audit} reports a missing privilege as
     *     not checked
     * @throws IOException when a file cannot be read
     */
    CheckResult run(AuditSession session) throws SQLException, IOException;
}
