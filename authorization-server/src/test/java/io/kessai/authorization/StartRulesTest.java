package io.kessai.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.StartRules.GrpcTransport;
import io.kessai.authorization.cryptography.CryptographyConfig;
import io.kessai.authorization.link.LinksConfig;
import io.kessai.vault.VaultKeys;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartRulesTest {
    private static final VaultKeys OWN_KEYS =
            VaultKeys.parse("11".repeat(32), "1=" + "22".repeat(32), 1);

    @ParameterizedTest(name = "{0}, {1} keys, {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # profile  | keys        | gRPC                     | refused for
                    local      | development | PLAIN_TEXT               | nothing
                    local      | own         | PLAIN_TEXT               | nothing
                    local      | development | TLS_WITH_CLIENT_IDENTITY | nothing
                    local      | development | INCOMPLETE_TLS           | files
                    aws        | own         | TLS_WITH_CLIENT_IDENTITY | nothing
                    aws        | development | TLS_WITH_CLIENT_IDENTITY | keys
                    aws        | own         | PLAIN_TEXT               | tls
                    aws        | own         | INCOMPLETE_TLS           | files
                    aws        | development | PLAIN_TEXT               | keys tls
                    production | development | PLAIN_TEXT               | keys tls
                    Local      | development | PLAIN_TEXT               | keys tls
                    ''         | development | PLAIN_TEXT               | keys tls
                    """)
    void only_the_local_profile_goes_without_keys_and_tls(
            String profile, String keys, GrpcTransport transport, String refusedFor) {
        String refusals =
                String.join(
                        " ",
                        StartRules.refusals(
                                        profile,
                                        keys.equals("own") ? OWN_KEYS : VaultKeys.development(),
                                        new StartRules.Listeners(transport, false, List.of()))
                                .stream()
                                .map(StartRulesTest::inAWord)
                                .toList());

        assertEquals(refusedFor, refusals.isEmpty() ? "nothing" : refusals);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "local, SOFTWARE, false",
        "local, AWS, false",
        "production, SOFTWARE, true",
        "Local, SOFTWARE, true",
        "'', SOFTWARE, true",
        "aws, AWS, false",
        "aws, NONE, false",
    })
    void only_the_local_profile_has_card_keys_in_its_configuration(
            String profile, CryptographyConfig.Provider provider, boolean isRefused) {
        assertEquals(isRefused, !StartRules.refusals(profile, provider).isEmpty());
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # profile | key                    | value        | refused for
                    aws   | kessai.links.acme.host     | 127.0.0.1    | nothing
                    aws   | kessai.links.acme.host     | 127.8.8.8    | nothing
                    aws   | kessai.links.acme.host     | localhost    | nothing
                    aws   | kessai.links.acme.host     | ::1          | nothing
                    aws   | kessai.links.acme.host     | 0.0.0.0      | acme
                    aws   | kessai.links.acme.host     | ::           | acme
                    aws   | kessai.links.acme.host     | 127.evil.org | acme
                    aws   | kessai.links.acme.host     | 10.0.0.1     | acme
                    local | kessai.links.acme.host     | 10.0.0.1     | nothing
                    aws   | kessai.links.acme.host tls.external=true      | 10.0.0.1 | nothing
                    aws   | kessai.links.acme.host tls.certificate=c.pem  | 10.0.0.1 | nothing
                    aws   | kessai.links.acme.host enabled=false          | 10.0.0.1 | nothing
                    aws   | kessai.links.host          | 10.0.0.1     | default
                    aws   | kessai.links.acme.dial.hosts | 127.0.0.1:1,localhost:2,[::1]:3 | nothing
                    aws   | kessai.links.acme.dial.hosts | 127.0.0.1:1,10.0.0.1:2 | dial acme
                    aws   | kessai.links.acme.dial.hosts | network.example:1 | dial acme
                    local | kessai.links.acme.dial.hosts | 10.0.0.1:2 | nothing
                    aws   | kessai.links.acme.dial.hosts ^tls.external=true | 10.0.0.1:2 | nothing
                    aws   | kessai.links.acme.dial.hosts ^tls.server-authorities=a.pem | 10.0.0.1:2 | nothing
                    aws   | kessai.links.acme.dial.hosts ^tls.certificate=c.pem | 10.0.0.1:2 | dial acme
                    aws   | kessai.links.acme.dial.hosts ^enabled=false | 10.0.0.1:2 | nothing
                    aws   | kessai.links.acme.dial.hosts ^host=10.0.0.1 | 127.0.0.1:2 | nothing
                    aws   | kessai.http.host           | localhost    | nothing
                    aws   | kessai.http.host           | 0.0.0.0      | http
                    local | kessai.http.host           | 0.0.0.0      | nothing
                    aws   | kessai.http.host plain-text=disabled  | 0.0.0.0 | http
                    aws   | kessai.http.host tls.certificate=c tls.key=k | 0.0.0.0 | http
                    aws   | kessai.http.host tls.certificate=c plain-text=disabled | 0.0.0.0 | http
                    aws   | kessai.http.host tls.certificate=c tls.key=k plain-text=disabled | 0.0.0.0 | nothing
                    """)
    void beyond_loopback_nothing_is_plain_text_unless_told_so(
            String profile, String keys, String value, String refusedFor) {
        assertEquals(refusal(refusedFor), refusals(profile, configuration(keys, value)));
    }

    /** The first word is a key of that value; the others set keys of the same group, ^ above it. */
    private static SmallRyeConfig configuration(String keys, String value) {
        String[] words = keys.split(" ");
        String group = words[0].substring(0, words[0].lastIndexOf('.') + 1);
        Map<String, String> properties = new HashMap<>(Map.of(words[0], value));
        for (int i = 1; i < words.length; i++) {
            String[] more = words[i].split("=");
            String key = more[0].replace("^", "");
            String above = group.replaceFirst("[^.]+[.]$", "");
            properties.put((more[0].equals(key) ? group : above) + key, more[1]);
        }
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .withMapping(HttpConfig.class)
                .withMapping(LinksConfig.class)
                .build();
    }

    private static String refusals(String profile, SmallRyeConfig config) {
        return String.join(
                "\n",
                StartRules.refusals(
                        profile,
                        OWN_KEYS,
                        StartRules.listeners(
                                new SecureGrpc(),
                                config.getConfigMapping(HttpConfig.class),
                                config.getConfigMapping(LinksConfig.class))));
    }

    private static String refusal(String refusedFor) {
        return switch (refusedFor) {
            case "nothing" -> "";
            case "http" ->
                    "profile 'aws' refuses HTTP in plain text beyond loopback: set"
                            + " kessai.http.tls.certificate, kessai.http.tls.key and"
                            + " kessai.http.plain-text=disabled, or a kessai.http.host on"
                            + " loopback";
            case "dial acme" ->
                    "profile 'aws' refuses link 'acme' in plain text beyond loopback: set"
                            + " kessai.links.acme.tls.server-authorities, or"
                            + " kessai.links.acme.tls.external=true if the line is"
                            + " protected otherwise";
            default ->
                    ("profile 'aws' refuses link '%1$s' in plain text beyond loopback:"
                                    + " set kessai.links.%1$s.tls.certificate and .key, or"
                                    + " kessai.links.%1$s.tls.external=true if the line is"
                                    + " protected otherwise")
                            .formatted(refusedFor);
        };
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "'', '', '', PLAIN_TEXT",
        "cert, '', '', INCOMPLETE_TLS",
        "cert, key, '', INCOMPLETE_TLS",
        "'', '', authorities, INCOMPLETE_TLS",
        "cert, key, authorities, TLS_WITH_CLIENT_IDENTITY",
    })
    void tls_is_all_three_files_or_none(
            String certificate, String key, String authorities, GrpcTransport transport) {
        assertEquals(transport, StartRules.transport(new Tls(certificate, key, authorities)));
    }

    private static String inAWord(String refusal) {
        if (refusal.contains("refuses the development keys: set KESSAI_VAULT_TOKEN_KEY")) {
            return "keys";
        }
        if (refusal.contains("refuses gRPC without TLS and client identity: set KESSAI_GRPC_TLS")) {
            return "tls";
        }
        return refusal.startsWith("gRPC TLS needs all of KESSAI_GRPC_TLS_CERTIFICATE")
                ? "files"
                : refusal;
    }

    private record SecureGrpc() implements GrpcConfig {
        @Override
        public String host() {
            return "0.0.0.0";
        }

        @Override
        public int port() {
            return 9000;
        }

        @Override
        public Tls tls() {
            return new StartRulesTest.Tls("cert", "key", "authorities");
        }
    }

    private record Tls(String certificateFile, String keyFile, String authoritiesFile)
            implements GrpcConfig.Tls {
        @Override
        public Optional<Path> certificate() {
            return file(certificateFile);
        }

        @Override
        public Optional<Path> key() {
            return file(keyFile);
        }

        @Override
        public Optional<Path> clientAuthorities() {
            return file(authoritiesFile);
        }

        private static Optional<Path> file(String name) {
            return name.isEmpty() ? Optional.empty() : Optional.of(Path.of(name));
        }
    }
}
