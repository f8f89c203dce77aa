package io.kessai.authorization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the server is ready: every announced port listens, and the schema was checked.
 *
 * <p>Not the database: its failover would take every server out at once, and each answers 91 by
 * itself meanwhile. Thread-safe.
 */
@Default
@Readiness
@ApplicationScoped
public class ServerReadiness implements HealthCheck {
    private final Map<String, Boolean> listeners = new ConcurrentHashMap<>();
    private final AtomicBoolean schemaChecked = new AtomicBoolean();

    /** Announces a listener, at start: not ready until it listens. */
    public void expect(String listener) {
        listeners.put(listener, false);
    }

    /** The listener takes connections. */
    public void listening(String listener) {
        listeners.put(listener, true);
    }

    /** The listener takes no more connections: the server is being stopped. */
    public void stopped(String listener) {
        listeners.put(listener, false);
    }

    void schemaChecked() {
        schemaChecked.set(true);
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("server").withData("schema", schemaChecked.get());
        Map<String, Boolean> now = new TreeMap<>(listeners);
        now.forEach(response::withData);
        return response.status(schemaChecked.get() && !now.containsValue(false)).build();
    }
}
