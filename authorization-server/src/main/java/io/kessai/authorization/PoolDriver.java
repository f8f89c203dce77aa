package io.kessai.authorization;

import io.kessai.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * The driver of the pool for people's calls: the one that the database's URL names. A pool of
 * Quarkus is bound to one driver when the server is built. Thread-safe.
 */
public final class PoolDriver implements Driver {

    /** Time limits are in seconds, whatever the driver. */
    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        return DriverManager.getConnection(url, new DatabaseUrl(url).properties(properties));
    }

    @Override
    public boolean acceptsURL(String url) {
        return true;
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("it logs nothing");
    }
}
