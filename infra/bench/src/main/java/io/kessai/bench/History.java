package io.kessai.bench;

import io.kessai.bench.page.Table;
import io.kessai.local.run.BenchSystem;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a server would find after days of work: cleared authorizations of all cards over the last
 * ten days, with everything that was written for them, loaded in bulk.
 */
final class History {
    private static final int DAYS = 10;
    private static final int CHUNK = 100_000;
    private static final int LOADERS = 2;
    private static final int ID_BLOCK = 256;

    private static final String PARTITIONS =
            """
            select kessai_ensure_partitions(%d, (now() at time zone 'UTC')::date - %d)"""
                    .formatted(DAYS + 1, DAYS);

    /** Ids that no lane draws: each value of the sequence owns those up to itself. */
    private static final String RESERVE =
            """
            select setval('authorization_id_blocks', b.last_value + ?) - ?
            from authorization_id_blocks b""";

    /** A chunk of ids, with what their rows have in common. */
    private static final String FILL =
            """
            with past as materialized (
                select g.id, c.id as card_id, c.account_id, c.pan_token, t.at,
                       (t.at at time zone 'UTC')::date as on_date,
                       'default|01|123456|' || lpad((g.id %% 1000000)::text, 6, '0') || '|'
                           || to_char(t.at at time zone 'UTC', 'MMDDHH24MISS') || '|H'
                           || lpad(g.id::text, 11, '0') || '|T0000001' as key,
                       lpad((g.id %% 1000000)::text, 6, '0') as stan,
                       to_char(t.at at time zone 'UTC', 'MMDDHH24MISS') as transmission,
                       'H' || lpad(g.id::text, 11, '0') as rrn,
                       lpad((g.id * 7919 %% 1000000)::text, 6, '0') as approval_code
                from generate_series(%1$d::bigint, %2$d::bigint) as g (id)
                cross join lateral (
                    select now() - interval '%3$d days' * (1 - (g.id - %1$d)::float8 / %4$d)
                        as at) t
                join cards c
                    on c.id = (select min(id) from cards)
                        + (hashint8(g.id)::bigint + 2147483648) %% %5$d
            ), journaled as (
                insert into journal (
                    transmitted_on, input_version, currency, amount, approved_amount, card_id,
                    account_id, authorization_id, received_at, committed_at, mti, processing_code,
                    reason, approval_code, message_key, pan_token, input, outcome)
                select p.on_date, 1, 392, 100, 100, p.card_id, p.account_id, p.id, p.at, p.at,
                       '0100', '000000', 'APPROVED', p.approval_code, p.key, p.pan_token,
                       decode(repeat('5a', %6$d), 'hex'), decode(repeat('5a', %7$d), 'hex')
                from past p
            ), opened as (
                insert into authorizations (
                    id, account_id, card_id, decided_at, amount, billed, authorized, cleared,
                    expires_on, transmitted_on, policy_version, currency, amount_currency, status,
                    direction, message_key, network, message_class, stan, transmission, acquirer,
                    forwarder, rrn, terminal, approval_code, network_transaction_id,
                    processing_code, mcc, merchant, counted)
                select p.id, p.account_id, p.card_id, p.at, 100, 100, 100, 100, p.on_date + 7,
                       p.on_date, 1, 392, 392, 'approved', 'debit', p.key, 'default', '01',
                       p.stan, p.transmission, '123456', '', p.rrn, 'T0000001', p.approval_code,
                       '', '000000', '5411', 'M00000000000001', 100
                from past p
            ), moved as (
                insert into hold_events (
                    authorization_id, amount, recorded_at, transmitted_on, original_level, term,
                    message_key)
                select p.id, 100, p.at, p.on_date, 0, 'cleared', p.key
                from past p
            )
            insert into events (
                recorded_at, occurred_at, account_id, card_id, authorization_id, amount, remaining,
                booked, currency, kind, reason, message_key)
            select p.at, p.at, p.account_id, p.card_id, p.id, 100, 0, 0, 392, m.kind, 'APPROVED',
                   p.key
            from past p
            cross join (values ('approved'), ('cleared')) as m (kind)""";

    private static final String INPUTS =
            """
            select coalesce(avg(octet_length(input)), 0)::int as input,
                   coalesce(avg(octet_length(outcome)), 0)::int as outcome
            from (select input, outcome from journal limit 10000) j""";

    /** Partitions count with their table. */
    private static final String SIZES =
            """
            select s.name, n.authorizations, s.heap, s.indexes
            from (
                select t.name, sum(pg_table_size(p.relid))::bigint as heap,
                       sum(pg_indexes_size(p.relid))::bigint as indexes
                from unnest(array['journal', 'authorizations', 'hold_events', 'events'])
                    as t (name)
                cross join lateral (
                    select relid from pg_partition_tree(t.name::regclass)
                    union
                    select t.name::regclass) p
                group by t.name) s
            cross join (select count(*) as authorizations from authorizations) n
            order by s.name""";

    /** Partitions that end today or before, and nothing of today's. */
    private static final String PAST_PARTITIONS =
            """
            select i.inhparent::regclass::text as of_table, i.inhrelid::regclass::text as name
            from pg_inherits i
            join pg_class c on c.oid = i.inhrelid
            where i.inhparent in (
                    'journal'::regclass, 'journal_events'::regclass, 'events'::regclass)
              and substring(pg_get_expr(c.relpartbound, c.oid) from $$TO \\('([0-9-]+)$$)::date
                  <= (now() at time zone 'UTC')::date""";

    private final BenchSystem system;
    private final int cards;

    /**
     * @param cards seeded, of an account each
     */
    History(BenchSystem system, int cards) {
        this.system = system;
        this.cards = cards;
    }

    /** Adds so many authorizations; their inputs are as long as those in the journal are. */
    void add(int authorizations) throws IOException, InterruptedException {
        int rows = (authorizations + ID_BLOCK - 1) / ID_BLOCK * ID_BLOCK;
        try (Connection connection = system.observer();
                Statement statement = connection.createStatement()) {
            statement.execute(PARTITIONS);
            int input;
            int outcome;
            try (ResultSet row = statement.executeQuery(INPUTS)) {
                row.next();
                input = row.getInt("input");
                outcome = row.getInt("outcome");
            }
            long before = reserve(connection, rows);
            vacuumsItself(statement, false);
            fill(before + 1, rows, input, outcome);
            statement.execute("vacuum analyze journal, authorizations, hold_events, events");
            vacuumsItself(statement, true);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Takes the days before today off the tables that have a partition a day, as retention does.
     *
     * @return how many partitions
     */
    int detach() throws IOException {
        try (Connection connection = system.observer();
                Statement statement = connection.createStatement()) {
            List<String> commands = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(PAST_PARTITIONS)) {
                while (row.next()) {
                    commands.add(
                            "alter table %s detach partition %s"
                                    .formatted(row.getString("of_table"), row.getString("name")));
                }
            }
            for (String command : commands) {
                statement.execute(command);
            }
            return commands.size();
        } catch (SQLException e) {
            throw new IOException("cannot detach partitions: " + e.getMessage(), e);
        }
    }

    /** While rows are loaded it would only vacuum again and again what is vacuumed once behind. */
    private static void vacuumsItself(Statement statement, boolean vacuums) throws SQLException {
        statement.execute("alter system set autovacuum = " + vacuums);
        statement.execute("select pg_reload_conf()");
    }

    private static long reserve(Connection connection, int rows) throws SQLException {
        try (PreparedStatement reserve = connection.prepareStatement(RESERVE)) {
            reserve.setInt(1, rows);
            reserve.setInt(2, rows);
            try (ResultSet row = reserve.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private void fill(long first, int rows, int input, int outcome)
            throws IOException, InterruptedException {
        try (ExecutorService loaders = Executors.newFixedThreadPool(LOADERS)) {
            List<Future<?>> chunks = new ArrayList<>();
            for (long from = first; from < first + rows; from += CHUNK) {
                long to = Math.min(from + CHUNK, first + rows) - 1;
                String sql = FILL.formatted(from, to, DAYS, to - from + 1, cards, input, outcome);
                chunks.add(loaders.submit(() -> run(sql)));
            }
            for (Future<?> chunk : chunks) {
                chunk.get();
            }
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        }
    }

    private Void run(String sql) throws SQLException {
        try (Connection connection = system.observer();
                Statement statement = connection.createStatement()) {
            // The trigger asks whether what rows refer to is there: they are made from what is.
            statement.execute("set session_replication_role = replica");
            statement.execute(sql);
            return null;
        }
    }

    private static IOException failed(Throwable cause) {
        return new IOException("cannot load history: " + cause.getMessage(), cause);
    }

    /** Bytes of rows and of indexes for each authorization there is. */
    Table sizes() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        long heap = 0;
        long indexes = 0;
        long authorizations = 1;
        try (Connection connection = system.observer();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SIZES)) {
            while (row.next()) {
                authorizations = Math.max(1, row.getLong("authorizations"));
                heap += row.getLong("heap");
                indexes += row.getLong("indexes");
                rows.add(
                        sizes(
                                row.getString("name"),
                                row.getLong("heap"),
                                row.getLong("indexes"),
                                authorizations));
            }
        } catch (SQLException e) {
            throw new IOException("cannot read sizes: " + e.getMessage(), e);
        }
        rows.add(sizes("together", heap, indexes, authorizations));
        return new Table(List.of("bytes an authorization", "rows", "indexes", "all"), rows);
    }

    private static List<String> sizes(String name, long heap, long indexes, long authorizations) {
        return List.of(
                name,
                whole(heap / authorizations),
                whole(indexes / authorizations),
                whole((heap + indexes) / authorizations));
    }

    private static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
