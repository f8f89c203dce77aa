package io.kessai.authorization.link;

import io.kessai.log.EventLog;
import java.util.function.Consumer;

/** Logs link events, alarms as warnings; a received message is only counted. Thread-safe. */
final class LinkLog implements Consumer<LinkEvent> {
    private static final EventLog LOG = EventLog.of(LinkLog.class);

    @Override
    public void accept(LinkEvent event) {
        if (event instanceof LinkEvent.MessageReceived || !(event instanceof Record told)) {
            return;
        }
        if (event.isAlarm()) {
            LOG.warn(told);
        } else {
            LOG.info(told);
        }
    }
}
