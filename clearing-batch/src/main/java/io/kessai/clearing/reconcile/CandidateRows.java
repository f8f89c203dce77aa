package io.kessai.clearing.reconcile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reads authorizations with the presentments that claim them, a row a claim. */
final class CandidateRows {
    /**
     * Of authorizations, as a, and of the presentments matched with them, as p; see {@link
     * #CLAIMS}. What is expected of a partly reversed authorization is known only where it was
     * authorized in the account's currency; of one reversed in full it is what it was, so that it
     * is still found.
     */
    static final String COLUMNS =
            """
            a.id, a.card_id, a.direction, a.remaining,
            a.status <> 'approved' as is_declined,
            a.message_class in ('20', '22') as is_single_message,
            a.lowest_target = 0
                or (a.reversed > 0
                    and a.reversed >= a.authorized + a.incremented + a.raised - a.lowered)
                as is_reversed,
            case when a.amount_currency = a.currency and a.lowest_target between 1 and a.amount
                then a.lowest_target else a.amount end as expected,
            a.amount_currency, a.transmitted_on - date '1970-01-01' as authorized_day,
            (extract(epoch from a.decided_at) * 1000000)::bigint as decided_micros,
            coalesce(nullif(a.trace_id, ''), a.network_transaction_id) as network_transaction_id,
            a.approval_code, a.rrn, a.terminal, a.merchant, a.mcc,
            p.file_id is not null as is_claimed, p.reference, p.sequence_number, p.sequence_count,
            p.transaction_amount, p.transaction_currency, p.is_final""";

    static final String CLAIMS =
            """
            left join lateral (
                select p.file_id, p.reference, p.sequence_number, p.sequence_count,
                       p.transaction_amount, p.transaction_currency, p.is_final
                from (
                    select m.file_id, m.number
                    from clearing_matches m
                    where m.authorization_id = a.id
                    union all
                    select l.file_id, l.number
                    from clearing_late_links l
                    where l.authorization_id = a.id
                    offset 0
                ) m
                cross join lateral (
                    select *
                    from clearing_records p
                    where p.file_id = m.file_id
                      and p.number = m.number
                    offset 0
                ) p
                offset 0
            ) p on true""";

    private static final long MICROS = 1_000_000;

    private CandidateRows() {}

    static void add(List<Candidate> group, ResultSet row) throws SQLException {
        boolean isClaimed = row.getBoolean("is_claimed");
        if (isClaimed && !group.isEmpty() && group.getLast().id() == row.getLong("id")) {
            group.getLast().claims().add(claim(row));
            return;
        }
        List<Claim> claims = isClaimed ? new ArrayList<>(List.of(claim(row))) : List.of();
        long micros = row.getLong("decided_micros");
        group.add(
                new Candidate(
                        row.getLong("id"),
                        row.getLong("card_id"),
                        RecordRows.direction(row),
                        standing(row),
                        row.getBoolean("is_single_message"),
                        row.getLong("expected"),
                        row.getInt("amount_currency"),
                        LocalDate.ofEpochDay(row.getLong("authorized_day")),
                        Instant.ofEpochSecond(
                                Math.floorDiv(micros, MICROS),
                                Math.floorMod(micros, MICROS) * 1_000),
                        TransactionId.reduce(row.getString("network_transaction_id")),
                        row.getString("approval_code").strip(),
                        row.getString("rrn").strip(),
                        row.getString("terminal").strip(),
                        row.getString("merchant").strip(),
                        row.getString("mcc").strip(),
                        claims));
    }

    private static AuthorizationState standing(ResultSet row) throws SQLException {
        if (row.getBoolean("is_declined")) {
            return AuthorizationState.DECLINED;
        }
        if (row.getBoolean("is_reversed")) {
            return AuthorizationState.REVERSED;
        }
        return row.getLong("remaining") > 0 ? AuthorizationState.OPEN : AuthorizationState.CLOSED;
    }

    private static Claim claim(ResultSet row) throws SQLException {
        return new Claim(
                row.getLong("reference"),
                row.getInt("sequence_number"),
                row.getInt("sequence_count"),
                row.getLong("transaction_amount"),
                row.getInt("transaction_currency"),
                row.getBoolean("is_final"));
    }
}
