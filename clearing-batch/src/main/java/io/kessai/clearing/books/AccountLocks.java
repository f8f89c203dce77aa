package io.kessai.clearing.books;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Locks accounts as both programs do: in id order, {@code for no key update}, before the first
 * write of the transaction.
 */
public final class AccountLocks {

    private static final String LOCK =
            """
            select id, currency
            from accounts
            where id = any (?)
            order by id
            for no key update\
            """;

    private AccountLocks() {}

    /**
     * Holds the locks until the transaction ends. What depends on the accounts is to be read by
     * later statements: one that waited for a lock does not see what its holder committed.
     *
     * @return each account's currency (ISO 4217 numeric)
     * @throws IllegalStateException if an account does not exist
     */
    public static Map<Long, Integer> lock(Connection connection, Collection<Long> accounts)
            throws SQLException {
        long[] ids = accounts.stream().mapToLong(Long::longValue).sorted().distinct().toArray();
        Map<Long, Integer> currencies = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setObject(1, ids);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    currencies.put(row.getLong(1), row.getInt(2));
                }
            }
        }
        if (currencies.size() != ids.length) {
            throw new IllegalStateException(
                    "locked " + currencies.size() + " accounts of " + ids.length);
        }
        return currencies;
    }
}
