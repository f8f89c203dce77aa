package io.kessai.local.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.kessai.local.run.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class ContentHashTest {
    private static final String MARK = "## Tables\n";

    private final DatabaseEndpoint left = TestDatabase.shared().createFromTemplate();
    private final DatabaseEndpoint right = TestDatabase.shared().createFromTemplate();

    @AfterEach
    void drop() {
        TestDatabase.shared().drop(left);
        TestDatabase.shared().drop(right);
    }

    @Test
    void the_document_lists_what_is_hashed() throws IOException {
        Path document = Checkout.find().root().resolve("docs/clearing-content-hash.md");
        String text = Files.readString(document);
        assertEquals(tables(), text.substring(text.indexOf(MARK)));
    }

    @Test
    void every_column_of_the_schema_is_hashed_or_left_out_with_a_reason() throws SQLException {
        SortedSet<String> listed = new TreeSet<>();
        for (ContentTable table : ContentTables.ALL) {
            table.columns().forEach(column -> listed.add(table.name() + "." + column.name()));
            table.leftOut().keySet().forEach(column -> listed.add(table.name() + "." + column));
        }
        SortedSet<String> known = new TreeSet<>(schema("c.table_name || '.' || c.column_name"));
        known.removeIf(
                column -> ContentTables.leftOut().containsKey(column.replaceAll("\\..*", "")));
        assertEquals(known, listed);
    }

    @Test
    void every_table_is_hashed_or_left_out_with_a_reason() throws SQLException {
        SortedSet<String> listed = new TreeSet<>(ContentTables.leftOut().keySet());
        ContentTables.ALL.forEach(table -> listed.add(table.name()));
        assertEquals(new TreeSet<>(schema("c.table_name")), listed);
    }

    @Test
    void no_column_is_both_hashed_and_left_out_or_hashed_twice() {
        for (ContentTable table : ContentTables.ALL) {
            List<String> names = new ArrayList<>(table.leftOut().keySet());
            table.columns().forEach(column -> names.add(column.name()));
            assertEquals(new TreeSet<>(names).size(), names.size(), table.name());
        }
    }

    /** The same files, received in another order, at another time, under other ids. */
    @Test
    void ids_and_clocks_make_no_difference() throws SQLException {
        run(left, file(1, "aa"), file(2, "bb"), booked(7, 1), booked(8, 2));
        run(right, file(31, "bb"), file(40, "aa"), booked(9, 31), booked(12, 40));
        assertEquals(List.of(), ContentHash.differences(left, right));
        assertEquals(ContentHash.of(left), ContentHash.of(right));
        assertEquals(ContentHash.of(left).whole(), ContentHash.of(right).whole());
    }

    @Test
    void a_changed_value_a_row_more_and_a_row_twice_make_a_difference() throws SQLException {
        for (String change :
                List.of(
                        "update clearing_files set name = 'other'",
                        "update ledger_postings set settlement_on = '2026-11-30'",
                        "update ledger_transactions set booked_on = '2026-11-22'",
                        file(2, "cc"),
                        booked(8, 99))) {
            DatabaseEndpoint changed = TestDatabase.shared().createFromTemplate();
            DatabaseEndpoint same = TestDatabase.shared().createFromTemplate();
            run(changed, file(1, "aa"), booked(7, 1));
            run(same, file(1, "aa"), booked(7, 1));
            assertEquals(ContentHash.of(same), ContentHash.of(changed));
            run(changed, change);
            assertNotEquals(ContentHash.of(same).whole(), ContentHash.of(changed).whole(), change);
            assertNotEquals(List.of(), ContentHash.differences(same, changed), change);
            TestDatabase.shared().drop(changed);
            TestDatabase.shared().drop(same);
        }
    }

    private static String file(int id, String digest) {
        return """
        insert into clearing_files (id, size_bytes, business_date, name, network, status,
                                    archive_key, digest, received_at)
        overriding system value
        values (%1$d, 1, '2026-11-21', 'file', 'visa', 'accepted', '',
                decode(repeat('%2$s', 32), 'hex'), now() + interval '%1$d s')
        """
                .formatted(id, digest);
    }

    private static String booked(int transaction, int file) {
        return """
        insert into ledger_transactions (id, booked_on, kind, natural_key, reason)
        overriding system value
        values (%1$d, '2026-11-21', 'clearing', 'clearing:%2$d:5', '');
        insert into ledger_postings (transaction_id, line, amount, currency, direction,
                                     ledger_account, network, settlement_on)
        values (%1$d, 1, 10, 392, 'debit', 'suspense', '', null),
               (%1$d, 2, 10, 392, 'credit', 'settlement', 'visa', '2026-11-23')
        """
                .formatted(transaction, file);
    }

    private static void run(DatabaseEndpoint database, String... statements) throws SQLException {
        try (Connection connection =
                        TestDatabase.shared().superuser(database).connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Of all tables but partitions. */
    private List<String> schema(String what) throws SQLException {
        String sql =
                """
                select distinct %s
                from information_schema.columns c
                join pg_class k on k.relname = c.table_name
                               and k.relnamespace = 'public'::regnamespace
                where c.table_schema = 'public' and not k.relispartition and k.relkind in ('r', 'p')
                """
                        .formatted(what);
        List<String> found = new ArrayList<>();
        try (Connection connection =
                        TestDatabase.shared().superuser(left).connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }

    private static String tables() {
        StringBuilder text = new StringBuilder(MARK);
        for (ContentTable table : ContentTables.ALL) {
            text.append("\n### ").append(table.name());
            text.append("\n\n| column | hashed is |\n|---|---|\n");
            table.columns().forEach(column -> row(text, column.name(), column.told()));
            table.leftOut().forEach((column, why) -> row(text, column, "not hashed: " + why));
        }
        text.append("\n## Tables that are not hashed\n\n| table | why |\n|---|---|\n");
        ContentTables.leftOut().forEach((table, why) -> row(text, table, why));
        return text.toString();
    }

    private static void row(StringBuilder text, String name, String told) {
        text.append("| ").append(name).append(" | ").append(told).append(" |\n");
    }
}
