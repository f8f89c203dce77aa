package io.kessai.authorization.link;

import io.kessai.iso8583.MessageCodec;
import java.util.function.Consumer;

/** What all connections of one link share. */
record LinkServices(
        LinkSettings settings,
        MessageCodec codec,
        MessageFlow flow,
        Consumer<LinkEvent> events,
        LinkClock clock) {}
