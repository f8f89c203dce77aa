package io.kessai.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.card.ProductConfig;
import io.kessai.authorization.card.ProgrammeConfig;
import io.kessai.authorization.card.VaultConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Names and defaults of the operators' keys are a contract: they are pinned here. */
class ConfigurationTest {
    private static final Map<String, String> EVERY_KEY =
            Map.ofEntries(
                    Map.entry("KESSAI_PROFILE", "aws"),
                    Map.entry("KESSAI_GRPC_HOST", "0.0.0.0"),
                    Map.entry("KESSAI_GRPC_PORT", "9001"),
                    Map.entry("KESSAI_GRPC_TLS_CERTIFICATE", "c.pem"),
                    Map.entry("KESSAI_GRPC_TLS_KEY", "k.pem"),
                    Map.entry("KESSAI_GRPC_TLS_CLIENT_AUTHORITIES", "a.pem"),
                    Map.entry("KESSAI_HTTP_PORT", "8081"),
                    Map.entry("KESSAI_HTTP_TLS_PORT", "8444"),
                    Map.entry("KESSAI_HTTP_TLS_CERTIFICATE", "hc.pem"),
                    Map.entry("KESSAI_HTTP_TLS_KEY", "hk.pem"),
                    Map.entry("KESSAI_HTTP_PLAIN_TEXT", "disabled"),
                    Map.entry("KESSAI_DB_URL", "jdbc:postgresql://db/k"),
                    Map.entry("KESSAI_DB_POOL_SIZE", "3"),
                    Map.entry("KESSAI_PROGRAMME_ZONE", "UTC"),
                    Map.entry("KESSAI_PRODUCT_PAN_PREFIX", "400000"),
                    Map.entry("KESSAI_PRODUCT_PAN_LENGTH", "19"),
                    Map.entry("KESSAI_VAULT_TOKEN_KEY", "t"),
                    Map.entry("KESSAI_VAULT_SEALING_KEYS", "1=a,2=b"),
                    Map.entry("KESSAI_VAULT_CURRENT_VERSION", "2"));

    @Test
    void without_configuration_the_server_is_strict_and_listens_on_loopback() throws IOException {
        SmallRyeConfig config = config(Map.of());

        assertEquals("production", config.getConfigMapping(ServerConfig.class).profile());
        GrpcConfig grpc = config.getConfigMapping(GrpcConfig.class);
        assertEquals("127.0.0.1", grpc.host());
        assertEquals(9000, grpc.port());
        assertEquals(Optional.empty(), grpc.tls().certificate());
        assertEquals("127.0.0.1", config.getValue("quarkus.http.host", String.class));
        assertEquals("8080", config.getValue("quarkus.http.port", String.class));
        assertEquals("8443", config.getValue("quarkus.http.ssl-port", String.class));
        assertEquals("enabled", config.getValue("quarkus.http.insecure-requests", String.class));
        assertEquals("127.0.0.1", config.getValue("quarkus.grpc.server.host", String.class));
        DatabaseConfig database = config.getConfigMapping(DatabaseConfig.class);
        assertEquals("jdbc:postgresql://127.0.0.1:5439/kessai", database.url());
        assertEquals(10, database.poolSize());
        assertEquals(
                ZoneId.of("Asia/Tokyo"), config.getConfigMapping(ProgrammeConfig.class).zone());
        ProductConfig product = config.getConfigMapping(ProductConfig.class);
        assertEquals("999901", product.panPrefix());
        assertEquals(16, product.panLength());
        VaultConfig vault = config.getConfigMapping(VaultConfig.class);
        assertEquals(Optional.empty(), vault.tokenKey());
        assertEquals(Optional.empty(), vault.sealingKeys());
        assertEquals(1, vault.currentVersion());
    }

    @Test
    void every_key_is_an_environment_variable_of_the_same_letters() throws IOException {
        SmallRyeConfig config = config(EVERY_KEY);

        assertEquals("aws", config.getConfigMapping(ServerConfig.class).profile());
        GrpcConfig.Tls tls = config.getConfigMapping(GrpcConfig.class).tls();
        assertEquals(Optional.of(Path.of("c.pem")), tls.certificate());
        assertEquals(Optional.of(Path.of("k.pem")), tls.key());
        assertEquals(Optional.of(Path.of("a.pem")), tls.clientAuthorities());
        assertEquals("c.pem", config.getValue("quarkus.grpc.server.ssl.certificate", String.class));
        assertEquals("0.0.0.0", config.getValue("quarkus.grpc.server.host", String.class));
        assertEquals("9001", config.getValue("quarkus.grpc.server.port", String.class));
        assertEquals("8081", config.getValue("quarkus.http.port", String.class));
        assertEquals("8444", config.getValue("quarkus.http.ssl-port", String.class));
        assertEquals("hc.pem", config.getValue("quarkus.http.ssl.certificate.files", String.class));
        assertEquals(
                "hk.pem", config.getValue("quarkus.http.ssl.certificate.key-files", String.class));
        assertEquals("disabled", config.getValue("quarkus.http.insecure-requests", String.class));
        assertEquals(
                "jdbc:postgresql://db/k",
                config.getValue("quarkus.datasource.jdbc.url", String.class));
        assertEquals("3", config.getValue("quarkus.datasource.jdbc.max-size", String.class));
        assertEquals(ZoneId.of("UTC"), config.getConfigMapping(ProgrammeConfig.class).zone());
        assertEquals("400000", config.getConfigMapping(ProductConfig.class).panPrefix());
        assertEquals(19, config.getConfigMapping(ProductConfig.class).panLength());
        VaultConfig vault = config.getConfigMapping(VaultConfig.class);
        assertEquals(Optional.of("t"), vault.tokenKey());
        assertEquals(Optional.of("1=a,2=b"), vault.sealingKeys());
        assertEquals(2, vault.currentVersion());
    }

    @Test
    void the_servers_login_defaults_to_the_common_one() throws IOException {
        Map<String, String> common = Map.of("KESSAI_DB_USER", "u", "KESSAI_DB_PASSWORD", "p");
        Map<String, String> own =
                Map.of(
                        "KESSAI_DB_USER",
                        "u",
                        "KESSAI_DB_SERVER_USER",
                        "s",
                        "KESSAI_DB_PASSWORD",
                        "p",
                        "KESSAI_DB_SERVER_PASSWORD",
                        "q");

        assertEquals("u", config(common).getValue("quarkus.datasource.username", String.class));
        assertEquals("p", config(common).getValue("quarkus.datasource.password", String.class));
        assertEquals("s", config(own).getValue("quarkus.datasource.username", String.class));
        assertEquals("q", config(own).getValue("quarkus.datasource.password", String.class));
    }

    private static SmallRyeConfig config(Map<String, String> environment) throws IOException {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(
                        new EnvConfigSource(environment, 300),
                        new PropertiesConfigSource(
                                ConfigurationTest.class.getResource("/application.properties"),
                                250))
                .withMapping(ServerConfig.class)
                .withMapping(GrpcConfig.class)
                .withMapping(DatabaseConfig.class)
                .withMapping(ProgrammeConfig.class)
                .withMapping(ProductConfig.class)
                .withMapping(VaultConfig.class)
                .build();
    }
}
