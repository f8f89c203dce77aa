package io.kessai.authorization;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority of the tests, made with the JDK's keytool, and what it signs. */
final class TestAuthority {
    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final Path store;

    private TestAuthority(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("store.p12");
    }

    /** Certificate and key in PEM files. */
    record Identity(Path certificate, Path key) {}

    /** Makes one, and the identity of a server at 127.0.0.1. */
    static TestAuthority in(Path folder) throws Exception {
        Files.createDirectories(folder);
        TestAuthority authority = new TestAuthority(folder);
        authority.keytool(
                "-genkeypair",
                "-alias",
                "ca",
                "-dname",
                "CN=kessai test authority",
                "-keyalg",
                "EC",
                "-validity",
                "30",
                "-ext",
                "bc:c");
        authority.export("ca");
        authority.sign("server", "-startdate", "-1d", "-validity", "30");
        return authority;
    }

    Path certificate() {
        return folder.resolve("ca.pem");
    }

    Path serverCertificate() {
        return folder.resolve("server.pem");
    }

    Path serverKey() {
        return folder.resolve("server.key");
    }

    /** A valid identity signed by this authority. */
    Identity identity(String name) throws Exception {
        return sign(name, "-startdate", "-1d", "-validity", "30");
    }

    /** One whose last day was yesterday. */
    Identity expired(String name) throws Exception {
        return sign(name + "-expired", "-startdate", "-3d", "-validity", "2");
    }

    /** A channel that trusts this authority's server and shows the identity. */
    ManagedChannel channel(int port, Identity identity) throws IOException {
        return channel(
                port,
                TlsChannelCredentials.newBuilder()
                        .trustManager(certificate().toFile())
                        .keyManager(identity.certificate().toFile(), identity.key().toFile())
                        .build());
    }

    /** A channel that shows no certificate. */
    ManagedChannel anonymous(int port) throws IOException {
        return channel(
                port,
                TlsChannelCredentials.newBuilder().trustManager(certificate().toFile()).build());
    }

    private static ManagedChannel channel(int port, ChannelCredentials credentials) {
        return Grpc.newChannelBuilderForAddress("127.0.0.1", port, credentials).build();
    }

    private Identity sign(String alias, String... validity) throws Exception {
        Path request = folder.resolve(alias + ".csr");
        Path signed = folder.resolve(alias + ".crt");
        keytool("-genkeypair", "-alias", alias, "-dname", "CN=" + alias, "-keyalg", "EC");
        keytool("-certreq", "-alias", alias, "-file", request.toString());
        List<String> sign =
                new ArrayList<>(
                        List.of(
                                "-gencert",
                                "-alias",
                                "ca",
                                "-infile",
                                request.toString(),
                                "-outfile",
                                signed.toString(),
                                "-ext",
                                "san=ip:127.0.0.1"));
        sign.addAll(List.of(validity));
        keytool(sign.toArray(String[]::new));
        keytool("-importcert", "-alias", alias, "-file", signed.toString(), "-noprompt");
        return export(alias);
    }

    private Identity export(String alias) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        StringBuilder certificates = new StringBuilder();
        for (Certificate certificate : keys.getCertificateChain(alias)) {
            certificates.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        Key key = keys.getKey(alias, PASSWORD.toCharArray());
        Identity identity =
                new Identity(folder.resolve(alias + ".pem"), folder.resolve(alias + ".key"));
        Files.writeString(identity.certificate(), certificates);
        Files.writeString(identity.key(), pem("PRIVATE KEY", key.getEncoded()));
        return identity;
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-J-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + printed);
        }
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(content), kind);
    }
}
