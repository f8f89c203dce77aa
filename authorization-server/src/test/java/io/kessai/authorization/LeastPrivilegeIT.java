package io.kessai.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the server's own login is not allowed to do, on a real PostgreSQL. */
@Tag("database")
class LeastPrivilegeIT {
    private final DatabaseEndpoint database = TestDatabase.shared().createFromTemplate();

    @Test
    void the_servers_login_can_add_to_journal_and_ledger_but_never_change_them() {
        for (String table :
                List.of(
                        "journal",
                        "journal_events",
                        "hold_events",
                        "ledger_transactions",
                        "ledger_postings",
                        "requests",
                        "early_reversals")) {
            denied("delete from " + table);
            denied("truncate " + table);
        }
        denied("update journal set reason = 'x'");
        denied("update ledger_postings set amount = 1");
        denied("update ledger_transactions set reason = 'x'");
        denied("update requests set call = 'x'");
        denied("update cards set pan_token = pan_token");
        denied("update accounts set currency = 392");
        denied("delete from accounts");
        denied("create table mine (id int)");
    }

    private void denied(String sql) {
        SQLException refused =
                assertThrows(
                        SQLException.class,
                        () -> {
                            try (Connection connection = database.connect(DatabaseRole.SERVER);
                                    Statement statement = connection.createStatement()) {
                                statement.execute(sql);
                            }
                        },
                        sql);
        assertEquals("42501", refused.getSQLState(), sql);
    }
}
