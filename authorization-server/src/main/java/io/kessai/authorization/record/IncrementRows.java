package io.kessai.authorization.record;

import io.kessai.authorization.decide.Authorization;
import io.kessai.authorization.decide.Increment;
import io.kessai.authorization.decide.SentAmount;
import io.kessai.domain.MessageKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How rows of {@code increments} become part of their authorizations, and are written. */
final class IncrementRows {

    static final String LOAD =
            """
            select i.*
            from increments i
            where i.authorization_id = any (?)
            order by i.decided_at, i.message_key""";

    static final String INSERT =
            """
            insert into increments (
                authorization_id, card_id, amount, billed, given_back, decided_at, transmitted_on,
                amount_currency, status, message_key, network, message_class, stan, transmission,
                acquirer, forwarder, rrn, terminal, approval_code, network_transaction_id, trace_id,
                local_time, counted)
            select n.*
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                as n (authorization_id, card_id, amount, billed, given_back, decided_at,
                      transmitted_on, amount_currency, status, message_key, network, message_class,
                      stan, transmission, acquirer, forwarder, rrn, terminal, approval_code,
                      network_transaction_id, trace_id, local_time, counted)
            order by n.message_key, n.transmitted_on""";

    // The keys once more as a condition of its own, as in AuthorizationRows.UPDATE.
    static final String UPDATE =
            """
            update increments i
            set given_back = n.given_back,
                status = n.status,
                counted = n.counted
            from unnest(?, ?, ?, ?, ?)
                as n (message_key, transmitted_on, given_back, status, counted)
            where i.message_key = n.message_key
              and i.transmitted_on = n.transmitted_on
              and i.message_key = any (?)""";

    private static final String[] INSERT_TYPES =
            ("int8 int8 int8 int8 int8 timestamptz date int2 text text text text text text"
                            + " text text text text text text text text int8")
                    .split(" ");

    private IncrementRows() {}

    /** The authorizations with their increments, in order of arrival. */
    static List<Authorization> joined(
            LaneConnection connection, Collection<Authorization> authorizations)
            throws SQLException {
        if (authorizations.isEmpty()) {
            return List.of();
        }
        PreparedStatement statement = connection.prepare(LOAD);
        statement.setArray(
                1,
                connection.array("int8", authorizations.stream().map(Authorization::id).toArray()));
        Map<Long, List<Increment>> byChain = new HashMap<>();
        try (ResultSet row = connection.query(statement)) {
            while (row.next()) {
                byChain.computeIfAbsent(row.getLong("authorization_id"), id -> new ArrayList<>())
                        .add(read(row));
            }
        }
        return authorizations.stream()
                .map(chain -> chain.withIncrements(byChain.getOrDefault(chain.id(), List.of())))
                .toList();
    }

    private static Increment read(ResultSet row) throws SQLException {
        return new Increment(
                AuthorizationRows.key(row),
                AuthorizationRows.status(row),
                new SentAmount(row.getLong("amount"), row.getInt("amount_currency")),
                row.getLong("billed"),
                row.getLong("given_back"),
                row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                row.getString("forwarder"),
                row.getString("approval_code"),
                AuthorizationRows.names(row),
                row.getLong("counted"));
    }

    /** Rows of what the batch has added, as {@link #INSERT} takes them. */
    static Columns inserted(Collection<Changes.ChangedIncrement> added) {
        Columns rows = new Columns(INSERT_TYPES);
        for (Changes.ChangedIncrement change : added) {
            Increment increment = change.increment();
            MessageKey key = increment.key();
            rows.add(
                    change.authorizationId(),
                    change.cardId(),
                    increment.amount().minorUnits(),
                    increment.billed(),
                    increment.givenBack(),
                    increment.decidedAt(),
                    key.transmittedOn(),
                    increment.amount().currency(),
                    increment.status().word(),
                    key.line(),
                    key.network(),
                    key.messageClass(),
                    key.stan(),
                    key.transmission(),
                    key.acquirer(),
                    increment.forwarder(),
                    key.rrn(),
                    key.terminal(),
                    increment.approvalCode(),
                    increment.names().networkTransactionId(),
                    increment.names().traceId(),
                    increment.names().localTime(),
                    increment.counted());
        }
        return rows;
    }

    /** Rows of what was here before the batch, as {@link #UPDATE} takes them. */
    static Columns updated(Collection<Changes.ChangedIncrement> changed) {
        Columns rows = new Columns("text", "date", "int8", "text", "int8");
        for (Changes.ChangedIncrement change : changed) {
            Increment increment = change.increment();
            rows.add(
                    increment.key().line(),
                    increment.key().transmittedOn(),
                    increment.givenBack(),
                    increment.status().word(),
                    increment.counted());
        }
        return rows.repeatingFirst();
    }
}
