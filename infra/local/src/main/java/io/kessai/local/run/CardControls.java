package io.kessai.local.run;

import io.kessai.local.network.SimulatedControls;
import io.kessai.local.network.SimulatedControls.Used;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sets the controls that a day is played under, in force from the next message on: new versions for
 * cards and accounts, whose limits leave room for a day above what they have used.
 */
final class CardControls {
    private static final String CARD = "card";
    private static final String ACCOUNT = "account";

    private static final String USED =
            """
            select s.id,
                   case when s.daily then u.day_amount else u.lifetime_amount end as amount,
                   case when s.daily then u.day_count else u.lifetime_count end as count,
                   case when s.daily then u.day_cash_amount else u.lifetime_cash_amount end
                       as cash_amount,
                   case when s.daily then u.day_cash_count else u.lifetime_cash_count end
                       as cash_count,
                   (select coalesce(sum(e.units), 0)::bigint
                    from cards c
                    join usage_events e on e.card_id = c.id
                    where c.account_id = s.account_id
                      and e.decided_at > s.start - make_interval(days => ?)) as rolling
            from (
                select case when k.scope = 'card' then c.id else c.account_id end as id,
                       c.account_id, k.scope, k.start, k.daily
                from (select ?::text as scope, ?::timestamptz as start, ?::boolean as daily) k
                join cards c on c.pan_token = any (?)) s
            cross join lateral usage_of(s.scope, s.id, (s.start at time zone ?)::date, ?) u""";

    private static final String SET =
            """
            insert into controls (version, scope, subject, state, rules, set_by, request_id)
            select coalesce(max(c.version), 0) + 1, k.scope, k.subject, k.state, k.rules,
                   'simulated', gen_random_uuid()
            from (select ? as scope, ? as subject, ? as state, ? as rules) k
            left join controls c on c.scope = k.scope and c.subject = k.subject
            group by k.scope, k.subject, k.state, k.rules""";

    private static final String SET_ONCE =
            SET + "\nhaving count(*) filter (where c.rules = k.rules) = 0";

    private CardControls() {}

    /**
     * Sets them in the transaction of the connection.
     *
     * @param start of the day
     * @param cards tokens of the cards with controls of their own
     * @param accounts tokens of a card each of the accounts that have some
     */
    static void set(
            Connection connection,
            SimulatedControls controls,
            Instant start,
            byte[][] cards,
            byte[][] accounts)
            throws SQLException {
        set(
                connection,
                SET_ONCE,
                "product",
                SimulatedControls.PRODUCT,
                "enforced",
                SimulatedControls.OF_PRODUCT);
        for (Map.Entry<Long, Used> card : used(connection, CARD, start, cards).entrySet()) {
            String rules = controls.ofCard(start, card.getValue());
            set(connection, SET, CARD, card.getKey().toString(), "enforced", rules);
        }
        for (Map.Entry<Long, Used> account :
                used(connection, ACCOUNT, start, accounts).entrySet()) {
            String subject = account.getKey().toString();
            String rules = controls.ofAccount(start, account.getValue());
            set(connection, SET, ACCOUNT, subject, "enforced", rules);
            // Newer than what is enforced: only then is it tried.
            set(connection, SET, ACCOUNT, subject, "shadow", SimulatedControls.SHADOW_OF_ACCOUNT);
        }
    }

    /** By id of the card or account, what it has used before the day. */
    private static Map<Long, Used> used(
            Connection connection, String scope, Instant start, byte[][] tokens)
            throws SQLException {
        Map<Long, Used> used = new LinkedHashMap<>();
        Array array = connection.createArrayOf("bytea", tokens);
        try (PreparedStatement statement = connection.prepareStatement(USED)) {
            statement.setInt(1, (int) SimulatedControls.ROLLING.toDays());
            statement.setString(2, scope);
            statement.setTimestamp(3, Timestamp.from(start));
            statement.setBoolean(4, SimulatedControls.window(start).equals("day"));
            statement.setArray(5, array);
            statement.setString(6, SimulatedControls.ZONE.getId());
            statement.setString(7, SimulatedControls.ZONE.getId());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    used.put(
                            row.getLong("id"),
                            new Used(
                                    row.getLong("amount"),
                                    row.getLong("count"),
                                    row.getLong("cash_amount"),
                                    row.getLong("cash_count"),
                                    row.getLong("rolling")));
                }
            }
        }
        return used;
    }

    private static void set(
            Connection connection,
            String sql,
            String scope,
            String subject,
            String state,
            String rules)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, scope);
            statement.setString(2, subject);
            statement.setString(3, state);
            statement.setString(4, rules);
            statement.executeUpdate();
        }
    }
}
