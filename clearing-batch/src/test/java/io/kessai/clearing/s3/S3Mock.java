package io.kessai.clearing.s3;

import io.kessai.local.FreePort;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A process of Adobe's S3Mock: an S3 server of its own, on loopback. What it keeps lies in {@code
 * target}.
 */
public final class S3Mock implements AutoCloseable {

    /** Put there by the build. */
    private static final Path JAR = Path.of("target/s3mock/s3mock.jar").toAbsolutePath();

    private static final int READY_WITHIN_SECONDS = 60;

    private static final class Shared {
        private static final S3Mock SERVER = startForAll();
    }

    private final Process process;
    private final int port;

    private S3Mock(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** One for all tests of this JVM; each makes buckets of its own. */
    public static S3Mock shared() {
        return Shared.SERVER;
    }

    private static S3Mock startForAll() {
        S3Mock mock = start();
        Runtime.getRuntime().addShutdownHook(new Thread(mock::close));
        return mock;
    }

    /** Starts one and waits until it answers. */
    public static S3Mock start() {
        int port = FreePort.find();
        try {
            Path folder = Files.createDirectories(JAR.resolveSibling("on-" + port));
            Path log = folder.resolve("log");
            Process process =
                    new ProcessBuilder(
                                    List.of(
                                            java(),
                                            "-Xmx192m",
                                            "-XX:+UseSerialGC",
                                            "-XX:TieredStopAtLevel=1",
                                            "-Djava.io.tmpdir=" + folder,
                                            "-jar",
                                            JAR.toString(),
                                            "--server.address=127.0.0.1",
                                            "--server.port=" + port,
                                            "--server.ssl.enabled=false",
                                            "--com.adobe.testing.s3mock.http-port=0"))
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            S3Mock mock = new S3Mock(process, port);
            mock.awaitReady(log);
            return mock;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String java() {
        return System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    }

    private void awaitReady(Path log) throws IOException {
        for (int tenth = 0; tenth < 10 * READY_WITHIN_SECONDS; tenth++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
                return;
            } catch (IOException e) {
                pause();
            }
            if (!process.isAlive()) {
                break;
            }
        }
        close();
        throw new IllegalStateException("S3Mock does not answer: " + Files.readString(log));
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What a program needs in its environment to take this server for S3. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL_S3", endpoint().toString(),
                "AWS_REGION", "ap-northeast-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test");
    }

    public S3Client client() {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(endpoint())
                .region(Region.AP_NORTHEAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("test", "test")))
                .build();
    }

    /** A bucket of that name, made now. */
    public S3Location bucket(String name) {
        try (S3Client client = client()) {
            client.createBucket(create -> create.bucket(name));
        }
        return new S3Location(name, "");
    }

    /** As if the line to it broke: for good. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
