package io.kessai.local.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.kessai.local.ExitCode;
import io.kessai.local.FreePort;
import io.kessai.local.OperatingFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir private Path folder = Path.of("");

    /** Answers readiness as the real server does, or ends at once when told to fail. */
    static final class SmallServer {
        public static void main(String[] arguments) throws IOException {
            System.out.println("hello from " + ProcessHandle.current().pid());
            if (System.getenv("FAIL") != null) {
                System.out.println("no schema");
                System.exit(1);
            }
            int port = Integer.parseInt(System.getenv("KESSAI_HTTP_PORT"));
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
            server.createContext(
                    "/q/health/ready",
                    exchange -> {
                        exchange.sendResponseHeaders(200, -1);
                        exchange.close();
                    });
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("drained")));
            server.start();
        }
    }

    @Test
    void aKilledServerIsStartedAgainAndATerminatedOneDrains() throws IOException {
        try (ServerProcess server = ServerProcess.start(launch(Map.of()))) {
            server.awaitReady(LIMIT);
            long first = server.processId();
            server.kill();
            assertFalse(server.running());
            server.restart();
            server.awaitReady(LIMIT);
            assertNotEquals(first, server.processId());
            assertTrue(log().contains("hello from " + server.processId()), log());
            assertFalse(log().contains("drained"), log());
            server.terminate();
            assertFalse(server.running());
            assertTrue(log().contains("drained"), log());
        }
    }

    @Test
    void aCacheThatTheJvmCannotUseIsLeftAsideWithoutAWord() throws IOException {
        Files.writeString(new PackagedProgram(jar()).cache(), "of another build of the JDK");
        try (ServerProcess server = ServerProcess.start(launch(Map.of()))) {
            server.awaitReady(LIMIT);
            assertFalse(log().contains("[aot"), log());
        }
    }

    @Test
    void aServerThatEndsInsteadOfGettingReadyIsReportedWithItsLastWords() throws IOException {
        try (ServerProcess server = ServerProcess.start(launch(Map.of("FAIL", "yes")))) {
            OperatingFailure failure =
                    assertThrows(OperatingFailure.class, () -> server.awaitReady(LIMIT));
            assertEquals(ExitCode.REFUSED, failure.exitCode());
            assertTrue(failure.getMessage().contains("no schema"), failure.getMessage());
        }
    }

    @Test
    void whatListensOnThePortAlreadyIsNotTakenForTheServer() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(other.getLocalPort());
            ServerProcess.Launch launch = launch(Map.of(ServerProcess.HTTP_PORT, port));
            OperatingFailure failure =
                    assertThrows(OperatingFailure.class, () -> ServerProcess.start(launch).close());
            assertEquals(ExitCode.REFUSED, failure.exitCode());
            assertTrue(failure.getMessage().contains(port + " already"), failure.getMessage());
        }
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("server.log"));
    }

    private ServerProcess.Launch launch(Map<String, String> more) throws IOException {
        Map<String, String> environment = new java.util.HashMap<>(more);
        environment.putIfAbsent(ServerProcess.HTTP_PORT, String.valueOf(FreePort.find()));
        return new ServerProcess.Launch(
                jar(), List.of("-Xmx64m"), environment, folder.resolve("server.log"));
    }

    private Path jar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, SmallServer.class.getName());
        Path jar = folder.resolve("small-server.jar");
        String entry = SmallServer.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream bytes =
                        Objects.requireNonNull(
                                SmallServer.class.getResourceAsStream("/" + entry))) {
            out.putNextEntry(new JarEntry(entry));
            bytes.transferTo(out);
        }
        return jar;
    }
}
