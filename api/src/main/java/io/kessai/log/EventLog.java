package io.kessai.log;

import java.lang.reflect.RecordComponent;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Writes events: the record's simple name becomes the message, its components become fields.
 *
 * <p>In JSON the fields stand under {@code mdc}; they are put on the record itself, because event
 * loops have no diagnostic context of their own. A warning means that somebody acts. Thread-safe.
 */
public final class EventLog {
    private final Logger logger;

    private EventLog(Logger logger) {
        this.logger = logger;
    }

    /** The log of events that this class tells. */
    public static EventLog of(Class<?> source) {
        return new EventLog(Logger.getLogger(source.getName()));
    }

    /** Something happened as it should. */
    public void info(Record event) {
        write(Level.INFO, event);
    }

    /** Somebody should act, in the next days. */
    public void warn(Record event) {
        write(Level.WARNING, event);
    }

    /** Something is broken. */
    public void error(Record event) {
        write(Level.SEVERE, event);
    }

    /** Something is broken, and this is where; the fault's text must hold no card data. */
    public void error(Record event, Throwable fault) {
        ExtLogRecord line = line(Level.SEVERE, event);
        line.setThrown(fault);
        logger.log(line);
    }

    private void write(Level level, Record event) {
        if (logger.isLoggable(level)) {
            logger.log(line(level, event));
        }
    }

    private ExtLogRecord line(Level level, Record event) {
        ExtLogRecord line =
                new ExtLogRecord(level, event.getClass().getSimpleName(), EventLog.class.getName());
        line.setLoggerName(logger.getName());
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            line.putMdc(component.getName(), String.valueOf(value(event, component)));
        }
        return line;
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
