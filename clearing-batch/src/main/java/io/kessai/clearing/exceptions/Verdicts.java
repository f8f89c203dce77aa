package io.kessai.clearing.exceptions;

import static io.kessai.clearing.books.Columns.Type.INT2;
import static io.kessai.clearing.books.Columns.Type.INT8;
import static io.kessai.clearing.books.Columns.Type.TEXT;

import io.kessai.clearing.books.Attempts;
import io.kessai.clearing.books.Columns;
import io.kessai.clearing.books.ConnectionSource;
import io.kessai.clearing.books.HoldMoves;
import io.kessai.clearing.books.Rows;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.LedgerAccount;
import io.kessai.domain.OperatingException;
import io.kessai.domain.PostingLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Takes a checker's verdict on what waits. An approval books the correction in the same
 * transaction: a ledger transaction {@code resolution:<id>} and the account's balance. Immutable.
 */
public final class Verdicts {

    private static final String INSERT_TRANSACTION =
            """
            insert into ledger_transactions (booked_on, kind, natural_key, reason)
            values (?, 'resolution', ?, ?)
            returning id\
            """;

    private static final String INSERT_POSTINGS =
            """
            insert into ledger_postings (
                transaction_id, line, amount, account_id, currency, direction, ledger_account)
            select ?, p.line, p.amount, nullif(p.account_id, 0), p.currency, p.direction,
                   p.ledger_account
            from unnest(?::smallint[], ?::bigint[], ?::bigint[], ?::smallint[], ?::text[],
                        ?::text[])
                as p (line, amount, account_id, currency, direction, ledger_account)\
            """;

    private static final String INSERT_CHECK =
            """
            insert into clearing_checks (
                resolution_id, exception_id, ledger_transaction_id, maker, checker, verdict, why)
            values (?, ?, ?, ?, ?, ?, ?)\
            """;

    private final ConnectionSource connections;

    public Verdicts(ConnectionSource connections) {
        this.connections = connections;
    }

    /**
     * Decides what was proposed last.
     *
     * @param checker not the maker
     * @param why not empty
     * @param businessDate on which an approved correction is booked
     * @return the id of the resolution
     * @throws OperatingException {@code CLEARING_EXCEPTION_NOT_FOUND}; {@code STEP_OUT_OF_ORDER}
     *     where nothing waits to be checked; {@code CLEARING_EXCEPTION_CLOSED} where it is in force
     *     already; {@code SECOND_PERSON_NEEDED}; {@code REQUEST_INVALID} where an approved
     *     correction finds nothing left to move. Nothing is changed then.
     */
    public long decide(
            long exceptionId, Verdict verdict, String checker, String why, LocalDate businessDate)
            throws SQLException {
        try (Connection connection = connections.open()) {
            return new Attempts(connection, Resolutions.LOCK_TIMEOUT)
                    .run(
                            c -> {
                                OpenException found = OpenException.lock(c, exceptionId);
                                Proposal proposal = waiting(c, exceptionId);
                                long booked =
                                        verdict == Verdict.APPROVED
                                                ? book(c, found, proposal, businessDate)
                                                : 0;
                                insert(c, found, proposal, booked, verdict, checker, why);
                                return proposal.id();
                            });
        }
    }

    private static Proposal waiting(Connection connection, long exceptionId) throws SQLException {
        Proposal last =
                Proposal.last(connection, exceptionId)
                        .orElseThrow(() -> nothingWaits("nothing was proposed yet"));
        return switch (last.state()) {
            case PROPOSED -> last;
            case REFUSED -> throw nothingWaits("the last proposal was refused");
            case IN_FORCE ->
                    throw new OperatingException(
                            ErrorCode.CLEARING_EXCEPTION_CLOSED,
                            "it is resolved already: %s by %s; nothing was changed"
                                    .formatted(last.action(), last.maker()));
        };
    }

    private static OperatingException nothingWaits(String why) {
        return new OperatingException(
                ErrorCode.STEP_OUT_OF_ORDER, why + ": there is nothing to check, resolve it first");
    }

    private static long book(
            Connection connection, OpenException found, Proposal proposal, LocalDate businessDate)
            throws SQLException {
        Movement movement = Movement.of(connection, found, proposal.action(), proposal.accountId());
        long transaction = insertTransaction(connection, proposal, businessDate);
        Columns rows = new Columns(INT2, INT8, INT8, INT2, TEXT, TEXT);
        HoldMoves moves = new HoldMoves(businessDate);
        for (PostingLine line : movement.lines()) {
            boolean isTheirs = line.account() == LedgerAccount.CARDHOLDER;
            rows.add(
                    rows.size() + 1,
                    line.amount().minorUnits(),
                    isTheirs ? movement.accountId() : 0,
                    line.amount().currency().numeric(),
                    line.direction().word(),
                    line.account().word());
            if (isTheirs) {
                moves.post(movement.accountId(), line.signed().minorUnits());
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT_POSTINGS)) {
            statement.setLong(1, transaction);
            rows.bind(statement, 2);
            Rows.require(rows.size(), statement.executeUpdate());
        }
        moves.write(connection);
        return transaction;
    }

    private static long insertTransaction(
            Connection connection, Proposal proposal, LocalDate businessDate) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_TRANSACTION)) {
            statement.setObject(1, businessDate);
            statement.setString(2, "resolution:" + proposal.id());
            statement.setString(3, proposal.action().word());
            try (ResultSet row = statement.executeQuery()) {
                Rows.require(1, row.next() ? 1 : 0);
                return row.getLong(1);
            }
        }
    }

    private static void insert(
            Connection connection,
            OpenException found,
            Proposal proposal,
            long transaction,
            Verdict verdict,
            String checker,
            String why)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_CHECK)) {
            statement.setLong(1, proposal.id());
            statement.setLong(2, found.id());
            if (transaction == 0) {
                statement.setNull(3, Types.BIGINT);
            } else {
                statement.setLong(3, transaction);
            }
            statement.setString(4, proposal.maker());
            statement.setString(5, checker);
            statement.setString(6, verdict.word());
            statement.setString(7, why);
            Rows.require(1, statement.executeUpdate());
        } catch (PSQLException e) {
            if (isOnePerson(e)) {
                throw secondPersonNeeded(checker, e);
            }
            throw e;
        }
    }

    /** Whoever writes the row: the database refuses it. */
    private static boolean isOnePerson(PSQLException e) {
        return Optional.ofNullable(e.getServerErrorMessage())
                .map(ServerErrorMessage::getConstraint)
                .filter("clearing_checks_by_two_people"::equals)
                .isPresent();
    }

    private static OperatingException secondPersonNeeded(String checker, PSQLException cause) {
        return new OperatingException(
                ErrorCode.SECOND_PERSON_NEEDED,
                checker + " proposed it: somebody else must check it; nothing was changed",
                cause);
    }
}
