package io.kessai.authorization.record;

import io.kessai.authorization.decide.CardCounters;
import io.kessai.authorization.decide.EarlyReversal;
import io.kessai.domain.CardStatus;
import io.kessai.domain.FileUpdate;
import io.kessai.domain.PanToken;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Cards as rows. Their accounts are locked before: no other lane reads or writes them then. */
final class CardRows {

    /** With its reversals that came before their message, since a moment: a row for each. */
    static final String LOAD =
            """
            select c.id, c.account_id, c.pan_token, c.status, c.expires, c.pin_failures,
                   c.highest_counter, c.used_counters, c.enforced_controls, c.shadow_controls,
                   c.usage, c.usage_on, c.usage_zone, e.network_transaction_id, e.message_class,
                   e.stan, e.transmission, e.target, e.target_is_full, e.received_at
            from cards c
            left join lateral (
                select * from early_reversals x
                where x.card_id = c.id and x.received_at > ?
                offset 0) e on true
            where c.pan_token = any (?)""";

    static final String UPDATE =
            """
            update cards c
            set pin_failures = n.pin_failures,
                highest_counter = n.highest_counter,
                used_counters = n.used_counters,
                """
                    + UsageRows.SET
                    + """

            from unnest(?) as n
            where c.id = n.id and c.id = any (?)""";

    /** Their networks are told by {@code file_updates}, in the same transaction. */
    static final String BLOCK =
            """
            update cards c
            set status = 'blocked'
            from unnest(?) as n (id)
            where c.id = n.id and c.id = any (?)""";

    /** Who asked for it knows, unless it is still to be told that the card is not blocked. */
    static final String TELL_NETWORKS =
            """
            select kessai_file_updates(
                array_agg(k.id order by k.id),
                array_agg(k.action order by k.id),
                array_agg(case when w.id is null then k.origin else '' end order by k.id),
                ?)
            from unnest(?, ?, ?) as k (id, action, origin)
            left join lateral (
                select f.id
                from file_updates f
                where f.card_id = k.id and f.network = k.origin and f.ended_at is null
                offset 0) w on true""";

    private CardRows() {}

    static CardRow read(ResultSet row) throws SQLException {
        return new CardRow(
                row.getLong("id"),
                row.getLong("account_id"),
                PanToken.of(row.getBytes("pan_token")),
                CardStatus.ofWord(row.getString("status")).orElseThrow(),
                row.getObject("expires", LocalDate.class),
                new CardCounters(
                        row.getInt("pin_failures"),
                        row.getInt("highest_counter"),
                        row.getLong("used_counters")),
                ControlsInForce.read(row, ""));
    }

    /** What a row of {@link #LOAD} has beside the card. */
    static Optional<EarlyReversal> earlyReversal(ResultSet row) throws SQLException {
        OffsetDateTime receivedAt = row.getObject("received_at", OffsetDateTime.class);
        if (receivedAt == null) {
            return Optional.empty();
        }
        return Optional.of(
                new EarlyReversal(
                        row.getString("network_transaction_id"),
                        row.getString("message_class"),
                        row.getString("stan"),
                        row.getString("transmission"),
                        row.getBoolean("target_is_full")
                                ? OptionalLong.empty()
                                : OptionalLong.of(row.getLong("target")),
                        receivedAt.toInstant()));
    }

    /** The parameters of {@link #UPDATE}: cards as the changes leave them. */
    static Columns updated(Changes changes) {
        Columns rows = new Columns(RowType.CARD_CHANGE);
        changes.cards()
                .forEach(
                        card -> {
                            CardCounters counters = changes.counters(card);
                            List<Optional<?>> usage =
                                    changes.usage().values(UsageSubject.card(card.id()));
                            rows.add(
                                    card.id(),
                                    counters.pinFailures(),
                                    counters.highestCounter(),
                                    counters.usedCounters(),
                                    usage.get(0),
                                    usage.get(1),
                                    usage.get(2));
                        });
        return rows.repeatingFirst();
    }

    /**
     * Blocks cards, and has networks told of it in the same transaction.
     *
     * @param blocked the network that asked for it, and need not be told, by card in id order
     */
    static void block(LaneConnection connection, Map<Long, String> blocked, Set<String> networks)
            throws SQLException {
        if (blocked.isEmpty()) {
            return;
        }
        PreparedStatement block = connection.prepare(BLOCK);
        blocked(blocked.keySet()).bind(block);
        int affected = connection.update(block);
        if (affected != blocked.size()) {
            throw new IllegalStateException(
                    "%d of %d cards blocked".formatted(affected, blocked.size()));
        }
        PreparedStatement tell = connection.prepare(TELL_NETWORKS);
        bindTold(tell, blocked, networks);
        connection.query(tell).close();
    }

    /** Whom to tell, the cards, what is said of each, and who asked for it. */
    private static void bindTold(
            PreparedStatement statement, Map<Long, String> blocked, Set<String> networks)
            throws SQLException {
        Connection connection = statement.getConnection();
        String[] updates = new String[blocked.size()];
        Arrays.fill(updates, FileUpdate.BLOCK.word());
        statement.setArray(1, connection.createArrayOf("text", networks.toArray()));
        statement.setArray(2, connection.createArrayOf("int8", blocked.keySet().toArray()));
        statement.setArray(3, connection.createArrayOf("text", updates));
        statement.setArray(4, connection.createArrayOf("text", blocked.values().toArray()));
    }

    private static Columns blocked(Collection<Long> cards) {
        Columns rows = new Columns("int8");
        cards.forEach(rows::add);
        return rows.repeatingFirst();
    }
}
