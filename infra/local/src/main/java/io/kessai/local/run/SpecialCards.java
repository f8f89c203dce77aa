package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.network.Day;
import io.kessai.local.network.Fleet;
import io.kessai.local.network.Fleet.Condition;
import io.kessai.local.network.LoadedRates;
import io.kessai.local.network.SimulatedControls;
import io.kessai.vault.PanVault;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Gives the special cards and accounts of a day their conditions, after {@code seed}, and loads the
 * rates it is played at and the controls it is played under.
 */
public final class SpecialCards {
    private static final String CARD_STATUS =
            "update cards set status = ? where pan_token = any (?)";
    private static final String CARD_EXPIRED =
            "update cards set expires = ?::date where pan_token = any (?)";
    private static final String NOTHING_PROVED =
            """
            update cards set pin_failures = 0, highest_counter = -1, used_counters = 0
            where account_id in (select account_id from cards where pan_token = any (?))
              and (pin_failures > 0 or highest_counter >= 0)
            """;
    private static final String ACCOUNT_STATUS =
            """
            update accounts set status = ?
            where id in (select account_id from cards where pan_token = any (?))
            """;
    private static final String ACCOUNT_LIMIT =
            """
            update accounts set credit_limit = ?::bigint
            where id in (select account_id from cards where pan_token = any (?))
            """;

    /** For as long as anybody plays days. */
    private static final String RATE =
            """
            insert into rates (
                valid_from, valid_until, from_currency, to_currency, rate, source, loaded_by)
            values ('2020-01-01Z', '2100-01-01Z', ?, ?, ?, 'simulated', session_user)
            on conflict do nothing
            """;

    private static final String MARKUP =
            """
            insert into markups (valid_from, basis_points, product, loaded_by)
            values ('2020-01-01Z', ?, 'standard', session_user)
            on conflict do nothing
            """;

    private SpecialCards() {}

    /**
     * Prepares the accounts that the day is about. Doing it again only gives their limits room for
     * another day, their cards the PIN tries back, and their chips new counters.
     *
     * @throws OperatingFailure when cards of the day are not there, or the database is not
     */
    public static void prepare(Day day, DatabaseEndpoint database, PanVault vault) {
        Fleet fleet = day.fleet();
        Map<Condition, byte[][]> tokens = new EnumMap<>(Condition.class);
        for (Condition condition : Condition.values()) {
            tokens.put(condition, tokens(fleet, condition, day.accounts(), vault));
        }
        try (Connection connection = database.connect(DatabaseRole.MIGRATIONS)) {
            connection.setAutoCommit(false);
            for (Map.Entry<Condition, byte[][]> each : tokens.entrySet()) {
                prepare(connection, each.getKey(), each.getValue(), fleet);
            }
            renew(connection, day, vault);
            loadRates(connection, fleet.currency());
            control(connection, fleet, day.accounts(), day.start(), vault);
            connection.commit();
        } catch (SQLException e) {
            throw new OperatingFailure(
                    ExitCode.UNREACHABLE, "cannot prepare the cards: " + e.getMessage(), e);
        }
    }

    /**
     * Sets the controls alone, of every account of the fleet that has some: for traffic that may
     * meet any of them, and whose other cards are all in order.
     *
     * @throws OperatingFailure when the database is not there
     */
    public static void control(
            Fleet fleet, Instant start, DatabaseEndpoint database, PanVault vault) {
        List<Integer> accounts = IntStream.range(0, fleet.accounts()).boxed().toList();
        try (Connection connection = database.connect(DatabaseRole.MIGRATIONS)) {
            connection.setAutoCommit(false);
            control(connection, fleet, accounts, start, vault);
            connection.commit();
        } catch (SQLException e) {
            throw new OperatingFailure(
                    ExitCode.UNREACHABLE, "cannot set the controls: " + e.getMessage(), e);
        }
    }

    private static void control(
            Connection connection,
            Fleet fleet,
            List<Integer> accounts,
            Instant start,
            PanVault vault)
            throws SQLException {
        CardControls.set(
                connection,
                new SimulatedControls(fleet),
                start,
                tokens(fleet, Condition.CONTROLLED_CARD, accounts, vault),
                tokens(fleet, Condition.CONTROLLED_ACCOUNT, accounts, vault));
    }

    /** Tokens of the first cards of those accounts that have the condition. */
    private static byte[][] tokens(
            Fleet fleet, Condition condition, List<Integer> accounts, PanVault vault) {
        return accounts.stream()
                .filter(account -> fleet.conditionOf(account) == condition)
                .map(fleet::firstCard)
                .map(card -> vault.token(CardSeed.pan(card)).bytes())
                .toArray(byte[][]::new);
    }

    private static void prepare(
            Connection connection, Condition condition, byte[][] tokens, Fleet fleet)
            throws SQLException {
        switch (condition) {
            case ORDINARY, CONTROLLED_CARD, CONTROLLED_ACCOUNT ->
                    update(connection, CARD_STATUS, "active", tokens);
            case NOT_ACTIVATED -> update(connection, CARD_STATUS, "not_activated", tokens);
            case PAUSED -> update(connection, CARD_STATUS, "paused", tokens);
            case BLOCKED -> update(connection, CARD_STATUS, "blocked", tokens);
            case LOST -> update(connection, CARD_STATUS, "lost", tokens);
            case STOLEN -> update(connection, CARD_STATUS, "stolen", tokens);
            case CLOSED -> update(connection, CARD_STATUS, "closed", tokens);
            case EXPIRED -> update(connection, CARD_EXPIRED, "2020-01-31", tokens);
            case ACCOUNT_SUSPENDED -> update(connection, ACCOUNT_STATUS, "suspended", tokens);
            case ACCOUNT_CLOSED -> update(connection, ACCOUNT_STATUS, "closed", tokens);
            case SMALL_LIMIT ->
                    update(connection, ACCOUNT_LIMIT, String.valueOf(fleet.smallLimit()), tokens);
        }
    }

    /** The books of a day begin with cards that have used up no PIN try and no counter. */
    private static void renew(Connection connection, Day day, PanVault vault) throws SQLException {
        byte[][] tokens =
                day.accounts().stream()
                        .map(day.fleet()::firstCard)
                        .map(card -> vault.token(CardSeed.pan(card)).bytes())
                        .toArray(byte[][]::new);
        Array array = connection.createArrayOf("bytea", tokens);
        try (PreparedStatement statement = connection.prepareStatement(NOTHING_PROVED)) {
            statement.setArray(1, array);
            statement.executeUpdate();
        } finally {
            array.free();
        }
    }

    private static void loadRates(Connection connection, String home) throws SQLException {
        for (String currency : LoadedRates.currencies(home)) {
            try (PreparedStatement statement = connection.prepareStatement(RATE)) {
                statement.setInt(1, Integer.parseInt(currency));
                statement.setInt(2, Integer.parseInt(home));
                statement.setBigDecimal(3, LoadedRates.rate(currency));
                statement.executeUpdate();
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(MARKUP)) {
            statement.setInt(1, LoadedRates.MARKUP.movePointRight(4).intValueExact());
            statement.executeUpdate();
        }
    }

    private static void update(Connection connection, String sql, String value, byte[][] tokens)
            throws SQLException {
        Array array = connection.createArrayOf("bytea", tokens);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            statement.setArray(2, array);
            int changed = statement.executeUpdate();
            if (changed != tokens.length) {
                throw new OperatingFailure(
                        ExitCode.REFUSED,
                        "the database has %d of %d cards that the day needs: run \"seed\" first"
                                .formatted(changed, tokens.length));
            }
        }
    }
}
