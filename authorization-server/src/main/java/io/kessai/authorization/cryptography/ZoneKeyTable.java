package io.kessai.authorization.cryptography;

import io.kessai.domain.PanAccess;
import io.kessai.domain.Secret;
import io.kessai.vault.Ciphertext;
import io.kessai.vault.KeySeal;
import io.kessai.vault.VaultException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The table {@code zone_keys}. One connection reads and stays open; each key is kept on one of its
 * own, so that it need not wait for a read that hangs. Thread-safe.
 */
final class ZoneKeyTable implements ZoneKeyStore, AutoCloseable {

    private static final String NEWEST =
            """
            select k.network, k.check_value, k.key_version, k.sealed_key, k.received_at
            from unnest(?::text[]) as n (network)
            cross join lateral (
                select *
                from zone_keys z
                where z.network = n.network
                order by z.version desc
                limit 2
            ) k
            order by k.network, k.version desc""";

    /** A copy waits for the first one's commit, then changes nothing. */
    private static final String KEEP =
            """
            insert into zone_keys (network, link, check_value, key_version, sealed_key, fingerprint)
            values (?, ?, ?, ?, ?, ?)
            on conflict (network, fingerprint) do nothing""";

    private final ZoneKeyLogin login;
    private final KeySeal seal;
    private final ReentrantLock reading = new ReentrantLock();
    private Optional<Connection> reader = Optional.empty();

    ZoneKeyTable(ZoneKeyLogin login, KeySeal seal) {
        this.login = login;
        this.seal = seal;
    }

    @Override
    public List<Kept> newest() throws UnavailableException {
        reading.lock();
        try {
            if (reader.isEmpty()) {
                reader = Optional.of(login.open());
            }
            return newest(reader.get());
        } catch (SQLException e) {
            closeReader();
            throw unavailable(e);
        } catch (VaultException e) {
            throw new UnavailableException("a kept key does not open: " + e.code());
        } finally {
            reading.unlock();
        }
    }

    private List<Kept> newest(Connection connection) throws SQLException {
        List<Kept> newest = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(NEWEST)) {
            statement.setArray(1, connection.createArrayOf("text", login.networks().toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    newest.add(kept(row));
                }
            }
        }
        return newest;
    }

    private Kept kept(ResultSet row) throws SQLException {
        ZoneKey nameless = new ZoneKey(row.getString(1), Secret.of(""), row.getString(2));
        Secret wrapped =
                seal.open(
                        Ciphertext.of(row.getInt(3), row.getBytes(4)),
                        nameless.owner(),
                        PanAccess.get());
        return new Kept(
                new ZoneKey(nameless.network(), wrapped, nameless.checkValue()),
                row.getTimestamp(5).toInstant());
    }

    @Override
    public boolean keep(ZoneKey key, String link) throws UnavailableException {
        Ciphertext sealed = seal.seal(key.wrapped(), key.owner());
        try (Connection connection = login.open();
                PreparedStatement statement = connection.prepareStatement(KEEP)) {
            statement.setString(1, key.network());
            statement.setString(2, link);
            statement.setString(3, key.checkValue());
            statement.setInt(4, sealed.keyVersion());
            statement.setBytes(5, sealed.bytes());
            statement.setBytes(6, seal.fingerprint(key.wrapped(), key.owner()));
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    @Override
    public void close() {
        reading.lock();
        try {
            closeReader();
        } finally {
            reading.unlock();
        }
    }

    private void closeReader() {
        try {
            if (reader.isPresent()) {
                reader.get().close();
            }
        } catch (SQLException _) {
            // Whoever had it is gone: there is nothing left to end.
        }
        reader = Optional.empty();
    }

    /** The state, never the text: a driver's may quote what it was given. */
    private static UnavailableException unavailable(SQLException e) {
        return new UnavailableException("zone keys: SQL state " + e.getSQLState());
    }
}
