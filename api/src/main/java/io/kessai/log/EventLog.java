package io.kessai.log;

import java.lang.reflect.RecordComponent;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Writes events: the record's simple name becomes the message, its components become fields.
 *
 * <p>In JSON the fields stand under {@code mdc}. A warning means that somebody acts. Thread-safe.
 */
public final class EventLog {
    private final Logger logger;

    private EventLog(Logger logger) {
        this.logger = logger;
    }

    /** The log of events that this class tells. */
    public static EventLog of(Class<?> source) {
        return new EventLog(Logger.getLogger(source));
    }

    /** Something happened as it should. */
    public void info(Record event) {
        with(event, () -> logger.info(event.getClass().getSimpleName()));
    }

    /** Somebody should act, in the next days. */
    public void warn(Record event) {
        with(event, () -> logger.warn(event.getClass().getSimpleName()));
    }

    /** Something is broken. */
    public void error(Record event) {
        with(event, () -> logger.error(event.getClass().getSimpleName()));
    }

    /** Something is broken, and this is where; the fault's text must hold no card data. */
    public void error(Record event, Throwable fault) {
        with(event, () -> logger.error(event.getClass().getSimpleName(), fault));
    }

    private static void with(Record event, Runnable logged) {
        RecordComponent[] components = event.getClass().getRecordComponents();
        try {
            for (RecordComponent component : components) {
                MDC.put(component.getName(), String.valueOf(value(event, component)));
            }
            logged.run();
        } finally {
            for (RecordComponent component : components) {
                MDC.remove(component.getName());
            }
        }
    }

    private static Object value(Record event, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's component cannot be read", e);
        }
    }
}
