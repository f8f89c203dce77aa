package io.kessai.clearing.exceptions;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import io.kessai.domain.clearing.ExceptionKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** Shows exceptions. Reads only; card numbers come masked, as they are stored. Immutable. */
public final class ExceptionViews {

    private static final String STATE =
            """
            (select case
                        when r.id is null or c.verdict = 'refused' then 'open'
                        when r.moves_money and c.verdict is null then 'proposed'
                        else 'closed'
                    end
             from (select max(n.id) as id
                   from clearing_resolutions n
                   where n.exception_id = e.id) l
             left join clearing_resolutions r on r.id = l.id
             left join clearing_checks c on c.resolution_id = r.id) as state\
            """;

    private static final SectionQuery LIST =
            new SectionQuery(
                    "exceptions",
                    """
                    select *
                    from (
                        select e.id, e.kind, %s, e.business_date, e.file_id as file, e.number,
                               e.account_id as account, e.amount, e.currency, e.detail
                        from clearing_exceptions e
                        where e.id > ?
                          and (? = '' or e.kind = ?)
                          and e.business_date between ? and ?
                    ) x
                    where ? = 'ALL'
                       or upper(x.state) = ?
                       or (? = 'OPEN' and x.state = 'proposed')
                    order by x.id
                    limit ?\
                    """
                            .formatted(STATE));

    private static final SectionQuery EXCEPTION =
            new SectionQuery(
                    "exception",
                    """
                    select e.id, e.kind, %s, e.business_date, e.opened_at, e.file_id as file,
                           e.number, e.account_id as account, e.amount, e.currency, e.detail
                    from clearing_exceptions e
                    where e.id = ?\
                    """
                            .formatted(STATE));

    private static final SectionQuery RECORD =
            new SectionQuery(
                    "record",
                    """
                    select f.name as file, f.network, r.number, r.byte_offset, r.kind,
                           r.type_code, r.direction, r.pan_masked as pan,
                           r.transaction_amount, r.transaction_currency, r.billing_amount,
                           r.billing_currency, r.settlement_amount, r.settlement_currency,
                           r.settlement_on, r.transacted_at, r.merchant_name, r.merchant,
                           r.mcc, r.terminal, r.arn, r.network_transaction_id,
                           r.approval_code, r.rrn, r.problem, r.problem_detail
                    from clearing_records r
                    join clearing_files f on f.id = r.file_id
                    where r.file_id = ? and r.number = ?\
                    """);

    private static final SectionQuery MATCH =
            new SectionQuery(
                    "match",
                    """
                    select m.verdict, m.level, m.agreed, m.difference, m.tolerance,
                           m.authorization_id as authorization, m.presentment_file,
                           m.presentment_number, o.outcome, o.cleared, o.released,
                           o.over_cleared, o.posted_at
                    from clearing_matches m
                    left join clearing_outcomes o
                        on o.file_id = m.file_id and o.number = m.number
                    where m.file_id = ? and m.number = ?\
                    """);

    private static final SectionQuery LATE_LINK =
            new SectionQuery(
                    "late_link",
                    """
                    select l.authorization_id as authorization, l.released, l.level,
                           l.agreed, l.linked_at
                    from clearing_late_links l
                    where l.file_id = ? and l.number = ?\
                    """);

    private static final SectionQuery LEDGER =
            new SectionQuery(
                    "ledger",
                    """
                    select t.natural_key as transaction, t.booked_on, t.reason, p.line,
                           p.direction, p.amount, p.currency, p.ledger_account,
                           p.account_id as account
                    from (
                        select o.ledger_transaction_id as id
                        from clearing_outcomes o
                        where o.file_id = ? and o.number = ?
                        union
                        select c.ledger_transaction_id
                        from clearing_exceptions e
                        join clearing_checks c on c.exception_id = e.id
                        where e.file_id = ? and e.number = ?
                    ) x
                    join ledger_transactions t on t.id = x.id
                    join ledger_postings p on p.transaction_id = t.id
                    order by t.id, p.line\
                    """);

    /** What clearing sees of both sides; an absent value neither agrees nor differs. */
    private static final SectionQuery CANDIDATES =
            new SectionQuery(
                    "candidates",
                    """
                    select a.id as authorization, a.status, a.decided_at, a.amount,
                           a.amount_currency as currency, a.remaining, a.merchant, v.agrees,
                           v.differs
                    from clearing_records r
                    join cards k on k.pan_token = r.pan_token
                    join authorizations a on a.account_id = k.account_id
                        and a.direction = r.direction
                        and a.transmitted_on between r.transacted_at::date - 35
                            and r.transacted_at::date + 35
                    cross join lateral (
                        select coalesce(string_agg(f.name, ',' order by f.place)
                                            filter (where f.sent = f.authorized), '') as agrees,
                               coalesce(string_agg(f.name || ' ' || f.sent || '/' || f.authorized,
                                                   ', ' order by f.place)
                                            filter (where f.sent <> f.authorized), '') as differs,
                               count(*) filter (where f.sent = f.authorized) as agreeing
                        from (values
                            (1, 'card', k.id::text, a.card_id::text),
                            (2, 'transaction_id', replace(r.network_transaction_id, ' ', ''),
                                replace(coalesce(nullif(a.trace_id, ''), a.network_transaction_id),
                                        ' ', '')),
                            (3, 'approval_code', trim(r.approval_code), trim(a.approval_code)),
                            (4, 'amount', r.transaction_amount || ' ' || r.transaction_currency,
                                a.amount || ' ' || a.amount_currency),
                            (5, 'date', r.transacted_at::date::text, a.transmitted_on::text),
                            (6, 'rrn', trim(r.rrn), trim(a.rrn)),
                            (7, 'terminal', trim(r.terminal), trim(a.terminal)),
                            (8, 'merchant', trim(r.merchant), trim(a.merchant)),
                            (9, 'mcc', trim(r.mcc), trim(a.mcc))
                        ) as f (place, name, sent, authorized)
                        where f.sent <> '' and f.authorized <> ''
                    ) v
                    where r.file_id = ? and r.number = ?
                    order by v.agreeing desc, a.id
                    limit 10\
                    """);

    private static final SectionQuery RESOLUTIONS =
            new SectionQuery(
                    "resolutions",
                    """
                    select r.id, r.action, r.authorization_id as authorization,
                           r.account_id as account, r.maker, r.why, r.made_at, c.verdict,
                           c.checker, c.why as checker_why, c.checked_at
                    from clearing_resolutions r
                    left join clearing_checks c on c.resolution_id = r.id
                    where r.exception_id = ?
                    order by r.id\
                    """);

    private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private final Connection connection;

    /**
     * @param connection in autocommit; its owner's
     */
    public ExceptionViews(Connection connection) {
        this.connection = connection;
    }

    /** A page of exceptions, a row each. */
    public Section list(ExceptionFilter filter) throws SQLException {
        String kind = filter.kind().map(ExceptionKind::word).orElse("");
        String standing = filter.standing().name();
        return LIST.run(
                connection,
                filter.after(),
                kind,
                kind,
                filter.since().orElse(FIRST),
                filter.until().orElse(LAST),
                standing,
                standing,
                standing,
                filter.limit());
    }

    /**
     * Everything a person needs to decide: the exception, its record, match and outcome, a late
     * link, the ledger with its corrections, up to ten authorizations of the same account and
     * direction within 35 days with what agrees and what differs (record/authorization), and the
     * resolutions.
     *
     * @throws OperatingException {@code CLEARING_EXCEPTION_NOT_FOUND}
     */
    public List<Section> show(long id) throws SQLException {
        Section exception = EXCEPTION.run(connection, id);
        if (exception.rows().isEmpty()) {
            throw new OperatingException(
                    ErrorCode.CLEARING_EXCEPTION_NOT_FOUND, "there is no exception " + id);
        }
        long file = Long.parseLong(exception.first("file"));
        int number = Integer.parseInt(exception.first("number"));
        return List.of(
                exception,
                RECORD.run(connection, file, number),
                MATCH.run(connection, file, number),
                LATE_LINK.run(connection, file, number),
                LEDGER.run(connection, file, number, file, number),
                CANDIDATES.run(connection, file, number),
                RESOLUTIONS.run(connection, id));
    }
}
