package io.kessai.authorization.record;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;

/**
 * Stands between a lane and PostgreSQL as a failover plugin does: once, it puts a fresh session
 * behind the same connection, and tells of it or does not.
 */
final class SwitchingDriver implements Driver, AutoCloseable {
    private static final String PREFIX = "jdbc:switching:";

    /** Whether what was called is done by the first session, before it goes. */
    enum When {
        BEFORE,
        AFTER
    }

    /** What will happen at the next call of a method; no exception where it happens in silence. */
    private record Switch(String method, When when, Optional<SQLException> told) {}

    private volatile Optional<Switch> next = Optional.empty();
    private final AtomicInteger opened = new AtomicInteger();

    static SwitchingDriver register() throws SQLException {
        SwitchingDriver driver = new SwitchingDriver();
        DriverManager.registerDriver(driver);
        return driver;
    }

    StoreEndpoint over(StoreEndpoint endpoint) {
        return new StoreEndpoint(
                endpoint.url().replaceFirst("^jdbc:", PREFIX),
                endpoint.user(),
                endpoint.password());
    }

    void switchSilently(String method, When when) {
        next = Optional.of(new Switch(method, when, Optional.empty()));
    }

    void switchAndTell(String method, When when, SQLException told) {
        next = Optional.of(new Switch(method, when, Optional.of(told)));
    }

    boolean hasSwitched() {
        return next.isEmpty();
    }

    /** Connections that were asked for. */
    int opened() {
        return opened.get();
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        String real = "jdbc:" + url.substring(PREFIX.length());
        opened.incrementAndGet();
        Connection[] current = {DriverManager.getConnection(real, properties)};
        return (Connection)
                Proxy.newProxyInstance(
                        SwitchingDriver.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (_, method, arguments) -> {
                            Optional<Switch> due =
                                    next.filter(s -> s.method().equals(method.getName()));
                            if (due.isEmpty()) {
                                return call(current[0], method, arguments);
                            }
                            next = Optional.empty();
                            if (due.get().when() == When.AFTER) {
                                call(current[0], method, arguments);
                            }
                            current[0].abort(Runnable::run);
                            current[0] = DriverManager.getConnection(real, properties);
                            current[0].setAutoCommit(false);
                            if (due.get().told().isPresent()) {
                                throw due.get().told().get();
                            }
                            return call(current[0], method, arguments);
                        });
    }

    private static Object call(Connection to, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(to, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(PREFIX);
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
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public void close() throws SQLException {
        DriverManager.deregisterDriver(this);
    }
}
