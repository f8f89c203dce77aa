package io.kessai.clearing.exceptions;

import io.kessai.clearing.books.Attempts;
import io.kessai.clearing.books.ConnectionSource;
import io.kessai.clearing.books.Rows;
import io.kessai.clearing.post.LateLink;
import io.kessai.clearing.post.LateLinks;
import io.kessai.domain.Direction;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Takes resolutions from makers. One that moves no money is in force at once; any other waits for
 * {@link Verdicts}. Of an exception at most one waits or is in force: the database holds it,
 * whoever writes. Immutable.
 */
public final class Resolutions {
    static final Duration LOCK_TIMEOUT = Duration.ofSeconds(2);

    private static final String INSERT =
            """
            insert into clearing_resolutions (
                exception_id, follows, authorization_id, account_id, moves_money, action, maker, why)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            returning id\
            """;

    private static final String AUTHORIZATION =
            """
            select a.account_id, a.status, a.direction
            from authorizations a
            where a.id = ?\
            """;

    private final ConnectionSource connections;

    public Resolutions(ConnectionSource connections) {
        this.connections = connections;
    }

    /**
     * Writes a proposal; a link is made with it.
     *
     * @param businessDate on which a link gives the hold back
     * @return the resolution's id
     * @throws OperatingException {@code CLEARING_EXCEPTION_NOT_FOUND}; {@code
     *     CLEARING_EXCEPTION_CLOSED} where it is resolved or waits for its checker; {@code
     *     REQUEST_INVALID} where the action does not fit; {@code AUTHORIZATION_NOT_FOUND}, {@code
     *     ACCOUNT_NOT_FOUND}. Nothing is changed then.
     */
    public long propose(Resolution resolution, LocalDate businessDate) throws SQLException {
        try (Connection connection = connections.open()) {
            return new Attempts(connection, LOCK_TIMEOUT)
                    .run(c -> propose(c, resolution, businessDate));
        }
    }

    private static long propose(
            Connection connection, Resolution resolution, LocalDate businessDate)
            throws SQLException {
        OpenException found = OpenException.lock(connection, resolution.exceptionId());
        Optional<Proposal> last = Proposal.last(connection, found.id());
        last.ifPresent(Resolutions::requireRefused);
        switch (resolution.action()) {
            case ACCEPT -> {}
            case LINK -> link(connection, found, resolution.authorizationId(), businessDate);
            case POST, WRITE_OFF, REJECT ->
                    Movement.of(connection, found, resolution.action(), resolution.accountId());
        }
        return insert(connection, resolution, last);
    }

    private static void requireRefused(Proposal last) {
        String says =
                switch (last.state()) {
                    case REFUSED -> "";
                    case PROPOSED ->
                            "%s by %s waits for its checker".formatted(last.action(), last.maker());
                    case IN_FORCE ->
                            "it is resolved already: %s by %s"
                                    .formatted(last.action(), last.maker());
                };
        if (!says.isEmpty()) {
            throw new OperatingException(
                    ErrorCode.CLEARING_EXCEPTION_CLOSED, says + "; nothing was changed");
        }
    }

    private static void link(
            Connection connection, OpenException found, long authorization, LocalDate businessDate)
            throws SQLException {
        if (!found.isForced() || found.direction() != Direction.DEBIT) {
            throw new OperatingException(
                    ErrorCode.REQUEST_INVALID,
                    "only a purchase booked without an authorization can be linked with one");
        }
        requireLinkable(connection, found, authorization);
        LateLink link =
                new LateLink(found.fileId(), found.number(), authorization, 0, "resolution");
        if (LateLinks.applyIn(connection, List.of(link), businessDate) == 0) {
            throw new OperatingException(
                    ErrorCode.REQUEST_INVALID,
                    "the record is linked with an authorization already: accept it instead");
        }
    }

    private static void requireLinkable(
            Connection connection, OpenException found, long authorization) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(AUTHORIZATION)) {
            statement.setLong(1, authorization);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new OperatingException(
                            ErrorCode.AUTHORIZATION_NOT_FOUND,
                            "there is no authorization " + authorization);
                }
                if (row.getLong(1) != found.accountId()
                        || !row.getString(2).equals("approved")
                        || !row.getString(3).equals("debit")) {
                    throw new OperatingException(
                            ErrorCode.REQUEST_INVALID,
                            "authorization %d is no approved purchase of account %d"
                                    .formatted(authorization, found.accountId()));
                }
            }
        }
    }

    private static long insert(
            Connection connection, Resolution resolution, Optional<Proposal> last)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setLong(1, resolution.exceptionId());
            setId(statement, 2, last.map(Proposal::id).orElse(0L));
            setId(statement, 3, resolution.authorizationId());
            setId(statement, 4, resolution.accountId());
            statement.setBoolean(5, resolution.action().movesMoney());
            statement.setString(6, resolution.action().word());
            statement.setString(7, resolution.maker());
            statement.setString(8, resolution.why());
            try (ResultSet row = statement.executeQuery()) {
                Rows.require(1, row.next() ? 1 : 0);
                return row.getLong(1);
            }
        }
    }

    private static void setId(PreparedStatement statement, int parameter, long id)
            throws SQLException {
        if (id == 0) {
            statement.setNull(parameter, Types.BIGINT);
        } else {
            statement.setLong(parameter, id);
        }
    }
}
