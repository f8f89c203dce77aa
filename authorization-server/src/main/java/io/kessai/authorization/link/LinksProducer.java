package io.kessai.authorization.link;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

/** Gives the application its {@link Links}, not yet open. */
@Singleton
final class LinksProducer {

    @Produces
    @Singleton
    Links links(
            Vertx vertx,
            LinksConfig config,
            DialectsConfig dialects,
            MeterRegistry registry,
            Clock clock) {
        LinkLog log = new LinkLog();
        LinkMetrics metrics = new LinkMetrics(registry);
        return new Links(
                vertx,
                LinkSettingsReader.read(config, LinkDialects.read(dialects.folder())),
                event -> {
                    metrics.accept(event);
                    log.accept(event);
                },
                LinkClock.of(clock),
                () -> ThreadLocalRandom.current().nextDouble());
    }
}
