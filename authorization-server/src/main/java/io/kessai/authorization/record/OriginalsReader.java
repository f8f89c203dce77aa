package io.kessai.authorization.record;

import io.kessai.authorization.decide.Authorization;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.OriginalMessage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads the authorizations that a batch's messages may mean; their accounts are locked. */
final class OriginalsReader {

    // A card's whole history is not loaded, whatever constants its acquirers put into a field: of
    // one network id or trace id two rows show that it is not unique (of what holds and of what
    // is posted at once: completions have the id of what they complete), DE90 names a time to the
    // second, and what DE37 and DE38 name is at most 30 days old. What is still open is found by
    // the first two however old.
    static final String LOAD_AUTHORIZATIONS =
            "select "
                    + AuthorizationRows.COLUMNS
                    + """

                    from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                        as m (card_id, direction, network_transaction_id, trace_id, stan, sent_at, rrn,
                              approval_code, earliest)
                    cross join lateral (
                        (select * from authorizations x
                         where x.card_id = m.card_id
                           and x.network_transaction_id = m.network_transaction_id
                           and x.network_transaction_id <> ''
                           and x.direction = m.direction
                           and x.message_class in ('10', '12')
                         limit 2)
                        union all
                        (select * from authorizations x
                         where x.card_id = m.card_id
                           and x.network_transaction_id = m.network_transaction_id
                           and x.network_transaction_id <> ''
                           and x.direction = m.direction
                           and x.message_class in ('20', '22')
                         limit 2)
                        union all
                        (select * from authorizations x
                         where x.card_id = m.card_id
                           and x.trace_id = m.trace_id
                           and x.trace_id <> ''
                           and x.direction = m.direction
                         limit 2)
                        union all
                        select * from authorizations x
                        where x.transmission = m.sent_at and x.stan = m.stan
                          and x.card_id = m.card_id and m.stan <> ''
                        union all
                        select * from authorizations x
                        where x.local_time = m.sent_at and x.local_time <> ''
                          and x.stan = m.stan and x.card_id = m.card_id and m.stan <> ''
                        union all
                        select * from authorizations x
                        where x.rrn = m.rrn and x.card_id = m.card_id and m.rrn <> ''
                          and x.decided_at >= m.earliest
                        union all
                        select * from authorizations x
                        where x.card_id = m.card_id and x.approval_code = m.approval_code
                          and x.approval_code <> '' and x.decided_at >= m.earliest
                        union all
                        select x.*
                        from (
                            select i.authorization_id from increments i
                            where i.card_id = m.card_id and i.stan = m.stan and m.stan <> ''
                              and m.sent_at in (i.transmission, i.local_time)
                            union all
                            select i.authorization_id from increments i
                            where i.card_id = m.card_id and i.rrn = m.rrn and m.rrn <> ''
                              and i.decided_at >= m.earliest
                            union all
                            select i.authorization_id from increments i
                            where i.card_id = m.card_id and i.approval_code = m.approval_code
                              and m.approval_code <> '' and i.decided_at >= m.earliest
                            offset 0) i
                        cross join lateral (
                            select * from authorizations y
                            where y.id = i.authorization_id
                            offset 0) x) a""";

    private final LaneConnection connection;

    OriginalsReader(LaneConnection connection) {
        this.connection = connection;
    }

    /** Adds every authorization that a message of the batch may mean, with its increments. */
    void load(List<Submission> submissions, LoadedState state) throws SQLException {
        Columns sought =
                new Columns(
                        "int8",
                        "text",
                        "text",
                        "text",
                        "text",
                        "text",
                        "text",
                        "text",
                        "timestamptz");
        for (Submission submission : submissions) {
            AuthorizationRequest request = submission.request();
            Optional<CardRow> card = state.card(request.card());
            if (request.seeksOriginal() && card.isPresent()) {
                Optional<OriginalMessage> original = request.references().original();
                sought.add(
                        card.get().id(),
                        request.direction().word(),
                        request.references().networkTransactionId(),
                        request.references().originalTraceId(),
                        original.map(OriginalMessage::stan).orElse(""),
                        original.map(OriginalMessage::sentAt).orElse(""),
                        request.key().rrn(),
                        request.references().approvalCode(),
                        Authorization.earliestByNumbers(submission.arrivedAt()));
            }
        }
        if (sought.isEmpty()) {
            return;
        }
        PreparedStatement statement = connection.prepare(LOAD_AUTHORIZATIONS);
        sought.bind(statement);
        Map<Long, Long> cards = new HashMap<>();
        Map<Long, Authorization> found = new LinkedHashMap<>();
        try (ResultSet row = connection.query(statement)) {
            while (row.next()) {
                Authorization authorization = AuthorizationRows.read(row);
                cards.put(authorization.id(), row.getLong("card_id"));
                found.put(authorization.id(), authorization);
            }
        }
        for (Authorization chain : IncrementRows.joined(connection, found.values())) {
            state.add(Optional.ofNullable(cards.get(chain.id())).orElseThrow(), chain);
        }
    }
}
