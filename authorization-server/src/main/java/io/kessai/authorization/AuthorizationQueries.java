package io.kessai.authorization;

import io.agroal.api.AgroalDataSource;
import io.kessai.authorization.card.Outcome;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.MessageKey;
import io.kessai.domain.OperatingException;
import io.kessai.grpc.authorization.v1.Authorization;
import io.kessai.grpc.authorization.v1.GetAuthorizationResponse;
import io.kessai.grpc.authorization.v1.HoldEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads authorizations as the contract shows them. Thread-safe. */
@ApplicationScoped
class AuthorizationQueries {
    private static final String COLUMNS =
            """
            select id, account_id, card_id, status, direction, amount, amount_currency, currency,
                authorized, incremented, raised, lowered, reversed, cleared, released, expired,
                remaining, expires_on, decided_at, network, approval_code, rrn, mcc, merchant,
                trim_scale(rate)::text as rate, markup_basis_points
            from authorizations
            """;
    private static final String BY_ID = COLUMNS + "where id = ?";
    private static final String EVENTS =
            """
            select term, amount, recorded_at, message_key, original_level
            from hold_history
            where authorization_id = ?
            order by term <> 'authorized', recorded_at, message_key, term
            """;

    /** On the index of account and identity, from its end; zero stands for all cards. */
    private static final String PAGE =
            COLUMNS
                    + """
                      where account_id = ? and id < ? and (? = 0 or card_id = ?)
                      order by id desc
                      limit ?
                      """;

    private static final String BY_KEY =
            """
            select a.id
            from journal j
            join authorizations a
                on a.id = j.authorization_id
                and a.message_key = j.message_key
                and a.transmitted_on = j.transmitted_on
            where j.message_key = ? and j.transmitted_on = ?
            """;
    private static final String ACCOUNT_EXISTS = "select 1 from accounts where id = ?";

    private final AgroalDataSource database;

    AuthorizationQueries(AgroalDataSource database) {
        this.database = database;
    }

    /** One authorization with its events, oldest first, both of one moment. */
    Outcome<GetAuthorizationResponse> get(long id) {
        return read(
                connection -> {
                    try (PreparedStatement select = connection.prepareStatement(BY_ID)) {
                        select.setLong(1, id);
                        try (ResultSet row = select.executeQuery()) {
                            if (!row.next()) {
                                return Outcome.refused(
                                        ErrorCode.AUTHORIZATION_NOT_FOUND,
                                        "no authorization " + id);
                            }
                            return Outcome.done(
                                    GetAuthorizationResponse.newBuilder()
                                            .setAuthorization(AuthorizationRow.authorization(row))
                                            .addAllEvents(events(connection, id))
                                            .build());
                        }
                    }
                });
    }

    /**
     * Some of an account's authorizations, highest identity first.
     *
     * @param cardId only this card's; 0 for all
     * @param below only identities below this one
     */
    Outcome<List<Authorization>> page(long accountId, long cardId, long below, int limit) {
        return read(
                connection -> {
                    if (!accountExists(connection, accountId)) {
                        return Outcome.refused(
                                ErrorCode.ACCOUNT_NOT_FOUND, "no account " + accountId);
                    }
                    try (PreparedStatement select = connection.prepareStatement(PAGE)) {
                        select.setLong(1, accountId);
                        select.setLong(2, below);
                        select.setLong(3, cardId);
                        select.setLong(4, cardId);
                        select.setInt(5, limit);
                        List<Authorization> page = new ArrayList<>();
                        try (ResultSet row = select.executeQuery()) {
                            while (row.next()) {
                                page.add(AuthorizationRow.authorization(row));
                            }
                        }
                        return Outcome.done(page);
                    }
                });
    }

    /** The authorization that a message opened; 0 where it opened none. */
    long identity(MessageKey key) {
        Outcome<Long> found =
                read(
                        connection -> {
                            try (PreparedStatement select = connection.prepareStatement(BY_KEY)) {
                                select.setString(1, key.line());
                                select.setObject(2, key.transmittedOn());
                                try (ResultSet row = select.executeQuery()) {
                                    return Outcome.done(row.next() ? row.getLong(1) : 0L);
                                }
                            }
                        });
        return found instanceof Outcome.Done<Long>(Long id) ? id : 0;
    }

    private static List<HoldEvent> events(Connection connection, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(EVENTS)) {
            select.setLong(1, id);
            List<HoldEvent> events = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    events.add(AuthorizationRow.event(row));
                }
            }
            return events;
        }
    }

    private static boolean accountExists(Connection connection, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ACCOUNT_EXISTS)) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** What is read within one snapshot. */
    private interface Reading<R> {
        Outcome<R> from(Connection connection) throws SQLException;
    }

    private <R> Outcome<R> read(Reading<R> reading) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            oneSnapshot(connection);
            Outcome<R> outcome = reading.from(connection);
            connection.rollback();
            return outcome;
        } catch (SQLException e) {
            throw new OperatingException(
                    ErrorCode.STORE_UNAVAILABLE, "the database did not answer", e);
        }
    }

    /** For this transaction only: the pool takes the connection back as it was. */
    private static void oneSnapshot(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read, read only");
        }
    }
}
