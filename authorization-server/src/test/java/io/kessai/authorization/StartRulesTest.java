package io.kessai.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.StartRules.GrpcTransport;
import io.kessai.vault.VaultKeys;
import java.nio.file.Path;
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
                                        transport)
                                .stream()
                                .map(StartRulesTest::inAWord)
                                .toList());

        assertEquals(refusedFor, refusals.isEmpty() ? "nothing" : refusals);
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
