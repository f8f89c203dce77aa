package io.kessai.clearing.exceptions;

import io.kessai.clearing.books.AccountLocks;
import io.kessai.domain.Currency;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.LedgerAccount;
import io.kessai.domain.Money;
import io.kessai.domain.OperatingException;
import io.kessai.domain.PostingLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What a resolution would book now, with the account it concerns locked.
 *
 * @param accountId of the cardholder's line, 0 where there is none
 * @param lines of its ledger transaction
 */
record Movement(long accountId, List<PostingLine> lines) {

    Movement {
        lines = List.copyOf(lines);
    }

    /**
     * @param postTo the account that {@code post} names, else 0
     * @throws OperatingException {@code REQUEST_INVALID} where there is nothing to move that way,
     *     {@code ACCOUNT_NOT_FOUND}, {@code CURRENCY_MISMATCH}
     */
    static Movement of(Connection connection, OpenException found, Action action, long postTo)
            throws SQLException {
        LedgerAccount place = found.place();
        LedgerAccount target =
                Correction.target(action, place)
                        .orElseThrow(
                                () ->
                                        new OperatingException(
                                                ErrorCode.REQUEST_INVALID,
                                                "%s does not fit: it is booked to %s"
                                                        .formatted(action.word(), place.word())));
        TreeSet<Long> accounts = new TreeSet<>();
        if (place == LedgerAccount.CARDHOLDER) {
            accounts.add(found.accountId());
        }
        if (postTo != 0) {
            requireAccount(connection, postTo);
            accounts.add(postTo);
        }
        var currencies = AccountLocks.lock(connection, accounts);
        Money booked =
                found.booked(connection)
                        .orElseThrow(
                                () ->
                                        new OperatingException(
                                                ErrorCode.REQUEST_INVALID,
                                                "nothing of it is left in "
                                                        + place.word()
                                                        + ": accept it instead"));
        Money theirs =
                postTo == 0
                        ? absolute(booked)
                        : theirs(found, booked, Objects.requireNonNull(currencies.get(postTo)));
        return new Movement(
                accounts.isEmpty() ? 0 : accounts.first(),
                Correction.lines(place, target, booked, theirs));
    }

    private static Money theirs(OpenException found, Money booked, int accountCurrency) {
        if (booked.currency().numeric() == accountCurrency) {
            return absolute(booked);
        }
        return found.billing()
                .filter(billing -> billing.currency().numeric() == accountCurrency)
                .orElseThrow(
                        () ->
                                new OperatingException(
                                        ErrorCode.CURRENCY_MISMATCH,
                                        "the account is in %s, the record is neither settled nor billed in it"
                                                .formatted(
                                                        Currency.ofNumeric(accountCurrency)
                                                                .map(Currency::code)
                                                                .orElse("?"))));
    }

    private static Money absolute(Money booked) {
        return Money.of(Math.abs(booked.minorUnits()), booked.currency());
    }

    private static void requireAccount(Connection connection, long account) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select from accounts where id = ?")) {
            statement.setLong(1, account);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new OperatingException(
                            ErrorCode.ACCOUNT_NOT_FOUND, "there is no account " + account);
                }
            }
        }
    }
}
