package io.kessai.authorization;

import io.kessai.authorization.card.ToldNetworks;
import io.kessai.authorization.cryptography.KeyChanges;
import io.kessai.authorization.cryptography.Verification;
import io.kessai.authorization.cryptography.ZoneKeyLogin;
import io.kessai.authorization.cryptography.ZoneKeys;
import io.kessai.authorization.decide.Decider;
import io.kessai.authorization.fileupdate.FileUpdateSender;
import io.kessai.authorization.fileupdate.FileUpdatesConfig;
import io.kessai.authorization.fileupdate.OutboxEndpoint;
import io.kessai.authorization.link.Links;
import io.kessai.authorization.link.LinksConfig;
import io.kessai.authorization.link.LinksConfig.LinkConfig;
import io.kessai.authorization.message.MessageReader;
import io.kessai.authorization.record.LaneSettings;
import io.kessai.authorization.record.PartitionKeeper;
import io.kessai.authorization.record.Recorder;
import io.kessai.authorization.record.StoreEndpoint;
import io.kessai.authorization.watch.ReadLogin;
import io.kessai.authorization.watch.WatchSettings;
import io.kessai.authorization.watch.Watchers;
import io.kessai.domain.HoldPolicy;
import io.kessai.log.EventLog;
import io.kessai.policy.HoldPolicyFile;
import io.kessai.vault.PanVault;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the flow together, opens the links once the schema is checked, and shuts down in order. */
@ApplicationScoped
class Server {

    private static final String LISTENER = "links";
    private static final EventLog LOG = EventLog.of(Server.class);

    /** A link could not be opened, and the server ends. */
    private record LinksRefused(String cause) {}

    private final FlowConfig config;
    private final Links links;
    private final Recorder recorder;
    private final PartitionKeeper partitions;
    private final Watchers watchers;
    private final Verification verification;
    private final ZoneKeys zoneKeys;
    private final KeyChanges keyChanges;
    private final FileUpdateSender fileUpdates;
    private final AuthorizationFlow flow;
    private final SchemaCheck schema;
    private final ServerReadiness readiness;

    Server(
            FlowConfig config,
            Links links,
            LinksConfig linksConfig,
            Recorder recorder,
            PartitionKeeper partitions,
            Watchers watchers,
            FlowMetrics metrics,
            PanVault vault,
            Verification verification,
            ZoneKeys zoneKeys,
            KeyChanges keyChanges,
            FileUpdateSender fileUpdates,
            SchemaCheck schema,
            ServerReadiness readiness) {
        this.config = config;
        this.links = links;
        this.recorder = recorder;
        this.partitions = partitions;
        this.watchers = watchers;
        this.verification = verification;
        this.zoneKeys = zoneKeys;
        this.keyChanges = keyChanges;
        this.fileUpdates = fileUpdates;
        this.schema = schema;
        this.readiness = readiness;
        this.flow =
                new AuthorizationFlow(
                        new MessageReader(vault),
                        verification,
                        keyChanges,
                        recorder,
                        LinkWriters.of(linksConfig),
                        metrics,
                        config.budget());
    }

    void onStart(@Observes StartupEvent starting) {
        readiness.expect(LISTENER);
        schema.checked().thenAccept(version -> open());
    }

    private void open() {
        recorder.start();
        partitions.start();
        zoneKeys.start();
        links.open(flow)
                .whenComplete(
                        (opened, failure) -> {
                            if (failure == null) {
                                readiness.listening(LISTENER);
                                fileUpdates.start();
                            } else {
                                LOG.error(new LinksRefused(String.valueOf(failure.getMessage())));
                                Quarkus.asyncExit(1);
                            }
                        });
    }

    void onStop(@Observes ShutdownEvent stopping) {
        readiness.stopped(LISTENER);
        fileUpdates.close();
        links.drain(config.drainLimit()).toCompletableFuture().join();
        recorder.close();
        watchers.close();
        partitions.close();
        verification.close();
        keyChanges.close();
        zoneKeys.close();
    }

    /** The parts of the flow that others use too. */
    @Singleton
    static final class Parts {

        @Produces
        @Singleton
        FlowMetrics metrics(MeterRegistry registry) {
            return new FlowMetrics(registry);
        }

        @Produces
        @Singleton
        HoldPolicy holdPolicy(HoldPolicyConfig config) {
            return config.file().map(HoldPolicyFile::read).orElseGet(HoldPolicyFile::shipped);
        }

        @Produces
        @Singleton
        Recorder recorder(
                FlowConfig config,
                DatabaseConfig database,
                @ConfigProperty(name = "kessai.programme.zone") ZoneId zone,
                HoldPolicy holdPolicy,
                ToldNetworks toldNetworks,
                FlowMetrics metrics) {
            Recorder recorder =
                    new Recorder(
                            endpoint(database),
                            settings(config, zone, toldNetworks.names()),
                            new Decider(holdPolicy),
                            ApprovalCodes::next,
                            metrics);
            metrics.watch(recorder::depth, recorder::isStoreAway);
            return recorder;
        }

        @Produces
        @Singleton
        PartitionKeeper partitions(
                DatabaseConfig database, WatchConfig watch, FlowMetrics metrics, Clock clock) {
            return new PartitionKeeper(endpoint(database), watch.keepDays(), metrics, clock);
        }

        @Produces
        @Singleton
        ToldNetworks toldNetworks(LinksConfig links) {
            return new ToldNetworks(FileUpdateLink.networks(links));
        }

        @Produces
        @Singleton
        Watchers watchers(DatabaseConfig database, WatchConfig watch) {
            StoreEndpoint endpoint = endpoint(database);
            return new Watchers(
                    new ReadLogin(endpoint.url(), endpoint.user(), endpoint.password()),
                    new WatchSettings(
                            watch.watchersMax(), watch.pollInterval(), watch.heartbeat()));
        }

        @Produces
        @Singleton
        FileUpdateSender fileUpdates(
                DatabaseConfig database,
                Links links,
                PanVault vault,
                FileUpdatesConfig config,
                MeterRegistry registry) {
            StoreEndpoint endpoint = endpoint(database);
            return new FileUpdateSender(
                    new OutboxEndpoint(endpoint.url(), endpoint.user(), endpoint.password()),
                    new FileUpdateLink(links),
                    vault,
                    config,
                    registry);
        }

        @Produces
        @Singleton
        ZoneKeyLogin zoneKeyLogin(DatabaseConfig database, LinksConfig links) {
            StoreEndpoint endpoint = endpoint(database);
            List<String> networks =
                    links.links().values().stream().map(LinkConfig::network).distinct().toList();
            return new ZoneKeyLogin(endpoint.url(), endpoint.user(), endpoint.password(), networks);
        }

        private static StoreEndpoint endpoint(DatabaseConfig database) {
            return new StoreEndpoint(
                    database.url(),
                    database.server().user().or(database::user).orElse("kessai_server_login"),
                    database.server().password().or(database::password).orElse(""));
        }

        private static LaneSettings settings(
                FlowConfig config, ZoneId zone, Set<String> fileUpdateNetworks) {
            return new LaneSettings(
                    config.lanes(),
                    config.batchLimit(),
                    config.queueLimit(),
                    config.storeTimeout(),
                    config.lockTimeout(),
                    config.probeInterval(),
                    zone,
                    fileUpdateNetworks);
        }
    }
}
