package io.kessai.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.card.ProductConfig;
import io.kessai.authorization.card.ProgrammeConfig;
import io.kessai.authorization.card.VaultConfig;
import io.kessai.authorization.cryptography.CryptographyConfig;
import io.kessai.authorization.fileupdate.FileUpdatesConfig;
import io.kessai.authorization.link.LinksConfig;
import io.smallrye.config.ConfigMappingInterface.LeafProperty;
import io.smallrye.config.ConfigMappingInterface.PrimitiveProperty;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Every key of the server with its default. The list is a public contract: a key that is added,
 * renamed or gets another default changes it, the README and the operators' configuration.
 *
 * <p>Durations are ISO 8601 (PT0.3S), {@code -bytes-} counts bytes; {@code *} is a link's name.
 */
class ConfigurationKeysTest {

    private static final String KEYS =
            """
            kessai.cryptography.aws.endpoint =
            kessai.cryptography.aws.region =
            kessai.cryptography.breaker.failures-max = 5
            kessai.cryptography.breaker.pause = PT5S
            kessai.cryptography.calls-max = 64
            kessai.cryptography.cavv.date =
            kessai.cryptography.cavv.service =
            kessai.cryptography.cavv.value =
            kessai.cryptography.chip.application = visa
            kessai.cryptography.chip.derivation = option-a
            kessai.cryptography.chip.response-code = 3030
            kessai.cryptography.chip.status-update = 00800000
            kessai.cryptography.key-overlap = PT5M
            kessai.cryptography.keys.card-value =
            kessai.cryptography.keys.cavv =
            kessai.cryptography.keys.cryptogram =
            kessai.cryptography.keys.pin-encryption =
            kessai.cryptography.keys.pin-verification =
            kessai.cryptography.keys.zone-master =
            kessai.cryptography.pin.block-format = iso-0
            kessai.cryptography.pin.decimalization = 0123456789012345
            kessai.cryptography.pin.method = pvv
            kessai.cryptography.pin.validation-from = 0
            kessai.cryptography.pin.validation-length = 16
            kessai.cryptography.pin.validation-pad = F
            kessai.cryptography.printed-value-required = false
            kessai.cryptography.provider = none
            kessai.cryptography.timeout = PT0.5S
            kessai.cryptography.track.pin-reference-at = 1
            kessai.cryptography.track.value-at = 6
            kessai.db.password =
            kessai.db.pool-size = 10
            kessai.db.server.password =
            kessai.db.server.user =
            kessai.db.url = jdbc:postgresql://127.0.0.1:5439/kessai
            kessai.db.user =
            kessai.file-updates.answer-limit = PT10S
            kessai.file-updates.poll-interval = PT1S
            kessai.file-updates.refused-retry = PT1H
            kessai.file-updates.retry-first = PT5S
            kessai.file-updates.retry-max = PT10M
            kessai.flow.batch-limit = 1024
            kessai.flow.budget = PT2S
            kessai.flow.drain-limit = PT5S
            kessai.flow.lanes = 2
            kessai.flow.lock-timeout = PT0.3S
            kessai.flow.probe-interval = PT0.1S
            kessai.flow.queue-limit = 4096
            kessai.flow.store-timeout = PT0.5S
            kessai.grpc.host = 127.0.0.1
            kessai.grpc.port = 9000
            kessai.grpc.tls.certificate =
            kessai.grpc.tls.client-authorities =
            kessai.grpc.tls.key =
            kessai.hold-policy.file =
            kessai.http.host = 127.0.0.1
            kessai.http.plain-text = enabled
            kessai.http.port = 8080
            kessai.http.tls-port = 8443
            kessai.http.tls.certificate =
            kessai.http.tls.key =
            kessai.links.*.allow-block = false
            kessai.links.*.connections-max = 16
            kessai.links.*.dial.connect-limit = PT5S
            kessai.links.*.dial.hosts =
            kessai.links.*.dial.retry-first = PT1S
            kessai.links.*.dial.retry-max = PT1M
            kessai.links.*.dial.sign-on-limit = PT10S
            kessai.links.*.dialect = iso87-ascii
            kessai.links.*.echo-interval = PT1M
            kessai.links.*.echo-limit = PT10S
            kessai.links.*.enabled = true
            kessai.links.*.file-updates = false
            kessai.links.*.frame = 2-byte
            kessai.links.*.frame-bytes-max = 4096
            kessai.links.*.host = 127.0.0.1
            kessai.links.*.network = default
            kessai.links.*.outbound-bytes-max = 1048576
            kessai.links.*.port = ${KESSAI_ISO_PORT:8583}
            kessai.links.*.require-sign-on = false
            kessai.links.*.response-codes =
            kessai.links.*.tls.certificate =
            kessai.links.*.tls.client-authorities =
            kessai.links.*.tls.external = false
            kessai.links.*.tls.key =
            kessai.links.*.tls.server-authorities =
            kessai.product.pan-length = 16
            kessai.product.pan-prefix = 999901
            kessai.profile = production
            kessai.programme.zone = Asia/Tokyo
            kessai.vault.current-version = 1
            kessai.vault.sealing-keys =
            kessai.vault.token-key =
            kessai.watch.heartbeat = PT10S
            kessai.watch.keep-days = 14
            kessai.watch.poll-interval = PT0.2S
            kessai.watch.watchers-max = 8
            """;

    @Test
    void keysAndDefaultsAreThese() {
        Map<String, String> keys = new TreeMap<>();
        for (Class<?> mapping :
                List.of(
                        ServerConfig.class,
                        GrpcConfig.class,
                        HttpConfig.class,
                        DatabaseConfig.class,
                        FileUpdatesConfig.class,
                        FlowConfig.class,
                        CryptographyConfig.class,
                        HoldPolicyConfig.class,
                        LinksConfig.class,
                        ProgrammeConfig.class,
                        ProductConfig.class,
                        VaultConfig.class,
                        WatchConfig.class)) {
            ConfigMappings.getProperties(ConfigClass.configClass(mapping))
                    .forEach(
                            (name, property) ->
                                    leafDefault(property)
                                            .ifPresent(value -> keys.put(name, value)));
        }
        StringBuilder told = new StringBuilder();
        // A link without a name is the one called default: the same keys again.
        keys.keySet().removeIf(name -> name.matches("kessai[.]links[.][^*].*"));
        // An entry of a list by its number: a second name of the same key.
        keys.keySet().removeIf(name -> name.endsWith("[*]"));
        keys.forEach((name, value) -> told.append((name + " = " + value).strip()).append('\n'));
        assertEquals(KEYS, told.toString());
    }

    /** By network's name, of any number: a map of its own has no place in the list above. */
    @Test
    void aZoneMasterKeyIsConfiguredByNetwork() {
        assertEquals(Map.of(), cryptography(Map.of()).zoneMasters());
        assertEquals(
                Map.of("acme", "00"),
                cryptography(Map.of("kessai.cryptography.zone-masters.acme", "00")).zoneMasters());
    }

    @Test
    void theFlowIsConfiguredByTheEnvironment() {
        FlowConfig flow =
                flow(
                        Map.of(
                                "KESSAI_FLOW_LANES", "4",
                                "KESSAI_FLOW_BATCH_LIMIT", "64",
                                "KESSAI_FLOW_QUEUE_LIMIT", "100",
                                "KESSAI_FLOW_BUDGET", "PT3S",
                                "KESSAI_FLOW_STORE_TIMEOUT", "PT1S",
                                "KESSAI_FLOW_LOCK_TIMEOUT", "PT0.2S",
                                "KESSAI_FLOW_PROBE_INTERVAL", "PT0.05S",
                                "KESSAI_FLOW_DRAIN_LIMIT", "PT10S"));

        assertEquals(4, flow.lanes());
        assertEquals(64, flow.batchLimit());
        assertEquals(100, flow.queueLimit());
        assertEquals(Duration.ofSeconds(3), flow.budget());
        assertEquals(Duration.ofSeconds(1), flow.storeTimeout());
        assertEquals(Duration.ofMillis(200), flow.lockTimeout());
        assertEquals(Duration.ofMillis(50), flow.probeInterval());
        assertEquals(Duration.ofSeconds(10), flow.drainLimit());
    }

    @Test
    void theFlowsDefaultsAreMeantInTheseUnits() {
        FlowConfig flow = flow(Map.of());

        assertEquals(2, flow.lanes());
        assertEquals(1_024, flow.batchLimit());
        assertEquals(4_096, flow.queueLimit());
        assertEquals(Duration.ofMillis(2_000), flow.budget());
        assertEquals(Duration.ofMillis(500), flow.storeTimeout());
        assertEquals(Duration.ofMillis(300), flow.lockTimeout());
        assertEquals(Duration.ofMillis(100), flow.probeInterval());
        assertEquals(Duration.ofMillis(5_000), flow.drainLimit());
    }

    private static CryptographyConfig cryptography(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .withMapping(CryptographyConfig.class)
                .build()
                .getConfigMapping(CryptographyConfig.class);
    }

    private static FlowConfig flow(Map<String, String> environment) {
        SmallRyeConfig config =
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(new EnvConfigSource(environment, 300))
                        .withMapping(FlowConfig.class)
                        .build();
        return config.getConfigMapping(FlowConfig.class);
    }

    /** Nothing for a group of keys; empty text for a key without a default. */
    private static Optional<String> leafDefault(Property property) {
        if (property.isOptional() && property.asOptional().isLeaf()) {
            return Optional.of("");
        }
        if (!property.isLeaf() && !property.isPrimitive()) {
            return Optional.empty();
        }
        if (property.isPrimitive()) {
            PrimitiveProperty primitive = property.asPrimitive();
            return Optional.of(primitive.hasDefaultValue() ? primitive.getDefaultValue() : "");
        }
        LeafProperty leaf = property.asLeaf();
        return Optional.of(leaf.hasDefaultValue() ? leaf.getDefaultValue() : "");
    }
}
