package io.kessai.clearing.reconcile;

import io.kessai.clearing.run.Pace;
import io.kessai.domain.clearing.CardNetwork;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The rows that one shard of a file is matched with, as three queries in the order of the account.
 *
 * <p>The unmatched records' keys are put into a temporary table first and counted there, so that
 * the planner knows how many accounts it is about; what is sorted is small, the rest of a record is
 * looked up in that order. No big table is ever read whole: the history outgrows every file, and
 * the statistics of what a night has just written cannot be trusted (a table that was empty when a
 * cursor was opened fills up behind it, and one whose rows a killed night left dead counts as empty
 * however full it gets). What was matched before is looked up row by row, by scalar subqueries or
 * {@code offset 0}: a join may read all of it for each row. For one transaction.
 */
final class FileSet {
    private static final String FILE =
            """
            select network, business_date
            from clearing_files
            where id = ?
              and status = 'accepted'""";

    private static final String SETTINGS =
            "set local work_mem = '64MB'; set local enable_seqscan = off; set local jit = off";

    private static final String JOIN_FREELY =
            "set local enable_hashjoin = on; set local enable_mergejoin = on";

    /** A few records' cards are looked up: hashing all cards for them would take longer. */
    private static final String LOOK_UP =
            "set local enable_hashjoin = off; set local enable_mergejoin = off";

    private static final int PIECE = 500;

    private static final String LAST_NUMBER =
            """
            select coalesce(max(number), -1)
            from clearing_records
            where file_id = ?""";

    private static final String CREATE =
            """
            create temporary table reconcile_records (
                file_id bigint not null,
                account_id bigint not null,
                card_id bigint not null,
                stranger_reference bigint not null,
                reference bigint not null,
                number integer not null,
                is_presentment boolean not null,
                arn text not null,
                pan_token bytea not null) on commit drop;
            create temporary table reconcile_accounts (account_id bigint not null) on commit drop""";

    private static final String FILL =
            """
            insert into reconcile_records
            select r.file_id, coalesce(c.account_id, 0), coalesce(c.id, 0),
                   case when c.id is null then r.reference else 0 end, r.reference, r.number,
                   r.kind = 'presentment', r.arn, r.pan_token
            from clearing_records r
            left join cards c on c.pan_token = r.pan_token
            where r.file_id = ?
              and r.number between ? and ?
              and r.kind <> 'non_financial'
              and coalesce(c.account_id, 0) % ? = ?
              and (select m.number
                   from clearing_matches m
                   where m.file_id = r.file_id
                     and m.number = r.number) is null""";

    private static final String FILL_ACCOUNTS =
            """
            insert into reconcile_accounts
            select distinct account_id
            from reconcile_records
            where is_presentment
              and account_id <> 0;
            analyze reconcile_records (reference, arn, pan_token, account_id);
            analyze reconcile_accounts""";

    private static final String RECORDS =
            """
            select r.account_id, r.stranger_reference, ?::text as network,
                   %s,
                   %s
            from (
                select s.account_id, s.stranger_reference, s.card_id, s.file_id, s.number
                from reconcile_records s
                order by s.account_id, s.stranger_reference, s.number
                offset 0
            ) s
            cross join lateral (
                select c.*, s.account_id, s.stranger_reference, s.card_id
                from clearing_records c
                where c.file_id = s.file_id
                  and c.number = s.number
                offset 0
            ) r
            order by s.account_id, s.stranger_reference, s.number"""
                    .formatted(RecordRows.KEY_COLUMNS, RecordRows.FACT_COLUMNS);

    static final String CANDIDATES =
            """
            select a.account_id, 0::bigint as stranger_reference, %s
            from reconcile_accounts t
            join authorizations a on a.account_id = t.account_id and a.transmitted_on >= ?
            %s
            order by a.account_id, a.id"""
                    .formatted(CandidateRows.COLUMNS, CandidateRows.CLAIMS);

    private static final String EARLIER =
            """
            select s.account_id, s.stranger_reference, r.*
            from reconcile_records s
            cross join lateral (
                select %s,
                       m.verdict, m.presentment_file, m.presentment_number
                from (
                    select *
                    from clearing_records r
                    where r.reference = s.reference
                      and r.reference <> 0
                      and r.arn = s.arn
                      and r.pan_token = s.pan_token
                    offset 0
                ) r
                cross join lateral (
                    select *
                    from clearing_matches m
                    where m.file_id = r.file_id
                      and m.number = r.number
                    offset 0
                ) m
                join clearing_files f on f.id = r.file_id and f.network = ?
                offset 0
            ) r
            where s.reference <> 0
            order by s.account_id, s.stranger_reference, r.file_id, r.number"""
                    .formatted(RecordRows.KEY_COLUMNS);

    private final Connection connection;
    private final CardNetwork network;
    private final LocalDate oldest;

    private FileSet(Connection connection, CardNetwork network, LocalDate oldest) {
        this.connection = connection;
        this.network = network;
        this.oldest = oldest;
    }

    /** Empty where there is no such file, or it was not accepted: it has no records to match. */
    static Optional<FileSet> of(Connection connection, long fileId, ReconcileSettings settings)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FILE)) {
            statement.setLong(1, fileId);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(
                        new FileSet(
                                connection,
                                CardNetwork.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                                row.getObject(2, LocalDate.class)
                                        .minusDays(settings.candidateDays())));
            }
        }
    }

    /**
     * Puts the shard's unmatched records aside: all at once, or in short pieces where the database
     * is shared. To be called once, before the queries.
     */
    void collect(long fileId, int shard, int shards, Pace pace) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement fill = connection.prepareStatement(FILL)) {
            statement.execute(SETTINGS);
            statement.execute(CREATE);
            fill.setLong(1, fileId);
            fill.setInt(4, shards);
            fill.setInt(5, shard);
            int last = lastNumber(fileId);
            for (long from = 0; from <= last; ) {
                boolean isShared = pace.isShared();
                statement.execute(isShared ? LOOK_UP : JOIN_FREELY);
                long to = isShared ? Math.min(last, from + PIECE - 1) : last;
                fill.setLong(2, from);
                fill.setLong(3, to);
                fill.executeUpdate();
                pace.rest();
                from = to + 1;
            }
            statement.execute(JOIN_FREELY);
            statement.execute(FILL_ACCOUNTS);
        }
    }

    private int lastNumber(long fileId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LAST_NUMBER)) {
            statement.setLong(1, fileId);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    GroupedCursor<RecordFacts> records() throws SQLException {
        PreparedStatement statement = connection.prepareStatement(RECORDS);
        statement.setString(1, network.word());
        return new GroupedCursor<>(statement, RecordRows::addRecord);
    }

    GroupedCursor<Candidate> candidates() throws SQLException {
        PreparedStatement statement = connection.prepareStatement(CANDIDATES);
        statement.setObject(1, oldest);
        return new GroupedCursor<>(statement, CandidateRows::add);
    }

    GroupedCursor<EarlierRecord> earlier() throws SQLException {
        PreparedStatement statement = connection.prepareStatement(EARLIER);
        statement.setString(1, network.word());
        return new GroupedCursor<>(statement, RecordRows::addEarlier);
    }

    /** The rows of one group, from all three queries. */
    static AccountRows read(
            GroupKey key,
            GroupedCursor<RecordFacts> records,
            GroupedCursor<Candidate> candidates,
            GroupedCursor<EarlierRecord> earlier)
            throws SQLException {
        List<RecordFacts> facts = records.read(key);
        return new AccountRows(facts, candidates.read(key), earlier.read(key));
    }
}
