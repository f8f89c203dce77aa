package io.kessai.clearing.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.ipm.IpmEncoding;
import io.kessai.ipm.IpmFormat;
import io.kessai.ipm.IpmFraming;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.network.Fleet;
import io.kessai.local.network.clearing.BulkClearing;
import io.kessai.local.network.clearing.ClearingFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A killed step leaves rows that count as dead: statistics made then call a table of many pages
 * empty, and it stays empty to the planner however full it gets. A night must not read what it
 * looks up from one end to the other for each record.
 */
@Tag("database")
class StaleStatisticsTest {
    private static final int RECORDS = 3_000;

    /** Far above what a night looks up (18, 22 on PostgreSQL 15), far below its square. */
    private static final long READ_PER_RECORD_MAX = 100;

    private static final Fleet FLEET = new Fleet(600, 1, 1_000_000_000_000L, "392");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void tables_that_count_as_empty_are_not_read_whole_for_each_record() throws Exception {
        try (CommandLineNight night = new CommandLineNight(folder, FLEET)) {
            for (int file = 1; file <= 2; file++) {
                BulkClearing bulk = bulk(file);
                night.authorize(bulk);
                night.deliver("night-" + file + ".ipm", bulk);
            }
            callEmpty(night);
            assertEquals(0, night.run("nightly", "--shards", "2"), night.complained());
            assertTrue(
                    night.number("select count(*) from clearing_outcomes") > 2 * RECORDS,
                    night.printed());
            assertEquals(List.of(), readWhole(night));
        }
    }

    private static BulkClearing bulk(int seed) {
        return new BulkClearing(
                seed,
                FLEET,
                CommandLineNight.DATE,
                new ClearingFile.Form.Ipm(new IpmFormat(IpmEncoding.ASCII, IpmFraming.BLOCKED_40)),
                RECORDS);
    }

    private static void callEmpty(CommandLineNight night) throws SQLException {
        try (Connection connection = night.endpoint().connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement()) {
            statement.execute("set allow_system_table_mods = on");
            int tables =
                    statement.executeUpdate(
                            """
                            update pg_class
                            set relpages = 1000, reltuples = 0
                            where relkind = 'r'
                              and (relname like 'clearing%' or relname like 'ledger%'
                                   or relname = 'hold_events')
                            """);
            assertTrue(tables > 10, "tables: " + tables);
        }
    }

    /** The tables and indexes of which much more was read than a few rows for each record. */
    private static List<String> readWhole(CommandLineNight night) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = night.endpoint().connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select relname || ': ' || seq_tup_read
                                from pg_stat_user_tables
                                where seq_tup_read > %1$d
                                union all
                                select indexrelname || ': ' || idx_tup_read
                                from pg_stat_user_indexes
                                where idx_tup_read > %1$d
                                order by 1
                                """
                                        .formatted(2 * RECORDS * READ_PER_RECORD_MAX))) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }
}
