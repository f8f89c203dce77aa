package io.kessai.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

class EventLogTest {
    private record BatchCommitted(int messages, String lane) {}

    @Test
    void the_records_name_is_the_message_and_its_components_are_fields() {
        List<LogRecord> written = new ArrayList<>();
        Logger logger = Logger.getLogger(EventLogTest.class.getName());
        Handler handler = handler(written);
        logger.addHandler(handler);
        try {
            EventLog.of(EventLogTest.class).warn(new BatchCommitted(12, "lane 3"));
        } finally {
            logger.removeHandler(handler);
        }

        assertEquals(1, written.size());
        ExtLogRecord line = (ExtLogRecord) written.getFirst();
        assertEquals(Level.WARNING, line.getLevel());
        assertEquals("BatchCommitted", line.getMessage());
        assertEquals(Map.of("messages", "12", "lane", "lane 3"), line.getMdcCopy());
    }

    private static Handler handler(List<LogRecord> written) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                written.add(line);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
