package io.kessai.authorization.link;

import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Logs link events, alarms as warnings, each message only at debug. Thread-safe. */
final class LinkLog implements Consumer<LinkEvent> {
    private static final Logger LOG = Logger.getLogger(LinkLog.class);

    @Override
    public void accept(LinkEvent event) {
        if (event.isAlarm()) {
            LOG.warn(event);
        } else if (event instanceof LinkEvent.MessageReceived) {
            LOG.debug(event);
        } else {
            LOG.info(event);
        }
    }
}
