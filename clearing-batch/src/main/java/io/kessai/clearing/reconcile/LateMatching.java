package io.kessai.clearing.reconcile;

import io.kessai.domain.clearing.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Matches the forced posts of the last days again: an authorization or advice may have arrived
 * after the presentment, or what two were tied for may be taken by now (specification D4).
 *
 * <p>Looked at are posts whose record was unmatched or ambiguous and that have no link yet, and
 * authorizations that still hold something or came after the first of these posts of their account
 * (a single message, which was posted itself, up to a day before: between reconcile and post). Only
 * approved ones are proposed. Writes nothing: the caller locks the account, looks at the hold as it
 * is then, releases it and writes the link.
 */
public final class LateMatching {
    private static final String CREATE =
            """
            create temporary table late_records (like clearing_records);
            alter table late_records
                add column account_id bigint not null,
                add column card_id bigint not null,
                add column network text not null,
                add column posted_at timestamptz not null;
            create temporary table late_accounts (
                account_id bigint not null, since timestamptz not null)""";

    private static final String FILL =
            """
            insert into late_records
            select r.*, c.account_id, c.id, f.network, o.posted_at
            from clearing_files f
            cross join lateral (
                select *
                from clearing_outcomes o
                where o.file_id = f.id
                  and o.outcome = 'force_posted'
                  and (select l.number
                       from clearing_late_links l
                       where l.file_id = o.file_id
                         and l.number = o.number) is null
                offset 0
            ) o
            cross join lateral (
                select *
                from clearing_matches m
                where m.file_id = o.file_id
                  and m.number = o.number
                  and m.verdict in ('unmatched', 'ambiguous')
                offset 0
            ) m
            cross join lateral (
                select *
                from clearing_records r
                where r.file_id = o.file_id
                  and r.number = o.number
                  and r.kind = 'presentment'
                offset 0
            ) r
            join cards c on c.pan_token = r.pan_token
            where f.business_date >= ?
              and f.business_date <= ?
              and f.status = 'accepted'""";

    private static final String FILL_ACCOUNTS =
            """
            insert into late_accounts
            select account_id, min(posted_at)
            from late_records
            group by account_id;
            analyze late_accounts""";

    private static final String RECORDS =
            """
            select r.account_id, 0::bigint as stranger_reference, r.network,
                   %s,
                   %s
            from late_records r
            order by r.account_id, r.file_id, r.number"""
                    .formatted(RecordRows.KEY_COLUMNS, RecordRows.FACT_COLUMNS);

    private static final String CANDIDATES =
            """
            select a.account_id, 0::bigint as stranger_reference, %s
            from late_accounts t
            join authorizations a on a.account_id = t.account_id and a.transmitted_on >= ?
                and a.status = 'approved'
                and (a.remaining > 0
                     or a.decided_at > t.since
                     or (a.message_class in ('20', '22')
                         and a.decided_at > t.since - interval '1 day'))
            %s
            order by a.account_id, a.id"""
                    .formatted(CandidateRows.COLUMNS, CandidateRows.CLAIMS);

    private final ReconcileSettings settings;

    public LateMatching(ReconcileSettings settings) {
        this.settings = settings;
    }

    /**
     * The forced posts that have an authorization now, in the order of their accounts.
     *
     * @param connection as kessai_batch, in a transaction of the caller's; nothing is left behind
     *     in it
     * @param businessDate of the night: files of so many days before it are looked at
     */
    public List<LateProposal> propose(Connection connection, LocalDate businessDate)
            throws SQLException {
        if (connection.getAutoCommit()) {
            throw new IllegalArgumentException("to be called within a transaction");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
            try (PreparedStatement fill = connection.prepareStatement(FILL)) {
                fill.setObject(1, businessDate.minusDays(settings.lateDays()));
                fill.setObject(2, businessDate);
                fill.executeUpdate();
            }
            statement.execute(FILL_ACCOUNTS);
            List<LateProposal> proposals = match(connection, businessDate);
            statement.execute("drop table late_records, late_accounts");
            return proposals;
        }
    }

    private List<LateProposal> match(Connection connection, LocalDate businessDate)
            throws SQLException {
        List<LateProposal> proposals = new ArrayList<>();
        PreparedStatement authorizations = connection.prepareStatement(CANDIDATES);
        authorizations.setObject(1, businessDate.minusDays(settings.candidateDays()));
        try (GroupedCursor<Candidate> candidates =
                        new GroupedCursor<>(authorizations, CandidateRows::add);
                GroupedCursor<RecordFacts> records =
                        new GroupedCursor<>(
                                connection.prepareStatement(RECORDS), RecordRows::addRecord)) {
            Optional<GroupKey> key = records.next();
            while (key.isPresent()) {
                List<RecordFacts> presentments = records.read(key.get());
                Ladder ladder = new Ladder(new Comparison(settings), candidates.read(key.get()));
                for (Match match : ladder.match(presentments)) {
                    propose(match).ifPresent(proposals::add);
                }
                key = records.next();
            }
        }
        return proposals;
    }

    private static Optional<LateProposal> propose(Match match) {
        boolean isPostedAlready = match.verdict() == Verdict.ALREADY_POSTED;
        return isPostedAlready || match.verdict() == Verdict.MATCHED
                ? Optional.of(
                        new LateProposal(
                                match.place(),
                                match.accountId(),
                                match.authorizationId().orElseThrow(),
                                match.level(),
                                match.agreed(),
                                isPostedAlready))
                : Optional.empty();
    }
}
