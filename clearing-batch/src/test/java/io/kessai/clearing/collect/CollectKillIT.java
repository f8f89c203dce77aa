package io.kessai.clearing.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.receive.FolderArchive;
import io.kessai.clearing.receive.Inbox;
import io.kessai.clearing.s3.S3Folder;
import io.kessai.clearing.s3.S3Inbox;
import io.kessai.clearing.s3.S3Location;
import io.kessai.clearing.s3.S3Mock;
import io.kessai.local.TestSeed;
import io.kessai.local.run.Checkout;
import io.kessai.local.run.PackagedProgram;
import io.kessai.vault.FileSeal;
import io.kessai.vault.VaultKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The packaged {@code collect}, killed with SIGKILL at any moment, every second time in the middle
 * of an upload, and run again, while files are received: each comes exactly once.
 */
class CollectKillIT {

    /** Three parts of an upload, and two that are sent at once. */
    private static final int[] SIZES = {20 * 1024 * 1024, 100_000, 1};

    private static final int MILLIS_MAX = 3_000;
    private static final int MANY_MILLIS = 60_000;

    private static final VaultKeys KEYS =
            VaultKeys.parse("11".repeat(32), "1=" + "22".repeat(32), 1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final S3Location bucket = S3Mock.shared().bucket("collect-kills");
    private final S3Client client = S3Mock.shared().client();
    private final Random random = new Random(TestSeed.current());
    private final Map<String, Integer> arrived = new TreeMap<>();
    private final Set<String> seenUploads = new HashSet<>();
    private int dropped;

    @Test
    @Tag("slow")
    void six_kills_lose_nothing_and_bring_nothing_twice() throws Exception {
        killAndReceive(6);
    }

    @Test
    @Tag("torture")
    @Tag("clearing")
    void fifty_kills_lose_nothing_and_bring_nothing_twice() throws Exception {
        killAndReceive(50);
    }

    private void killAndReceive(int kills) throws Exception {
        Files.createDirectories(folder.resolve("drop"));
        int killed = 0;
        int inUpload = 0;
        for (int attempt = 0; killed < kills && attempt < 4 * kills; attempt++) {
            drop();
            boolean isInUpload = killed % 2 == 0;
            if (kill(isInUpload)) {
                killed++;
                inUpload += isInUpload ? 1 : 0;
            }
            receive();
        }
        Process last = start();
        assertTrue(last.waitFor(MANY_MILLIS, TimeUnit.MILLISECONDS));
        assertEquals(0, last.exitValue());
        receive();
        assertEquals(kills, killed);
        assertEquals((kills + 1) / 2, inUpload);
        assertEquals(dropped, arrived.size(), "all that was dropped came");
        arrived.forEach((digest, times) -> assertEquals(1, times, digest));
        assertEquals(List.of(), left());
        assertEquals(dropped, sealed());
    }

    /** Different content each time. */
    private void drop() throws IOException {
        for (int size : SIZES) {
            byte[] content = new byte[size + Integer.BYTES];
            random.nextBytes(content);
            Files.write(folder.resolve("drop").resolve("file-" + dropped + ".ipm"), content);
            dropped++;
        }
    }

    /** Whether it still ran when it was killed. */
    private boolean kill(boolean inUpload) throws Exception {
        Process collect = start();
        if (inUpload) {
            while (collect.isAlive() && !isUploading()) {
                Thread.sleep(2);
            }
            Thread.sleep(random.nextInt(50));
        } else {
            Thread.sleep(random.nextInt(MILLIS_MAX));
        }
        boolean wasAlive = collect.isAlive();
        collect.destroyForcibly();
        assertTrue(collect.waitFor(MANY_MILLIS, TimeUnit.MILLISECONDS));
        return wasAlive;
    }

    /** The parts of a killed one stay: only an upload that was not seen before is this run's. */
    private boolean isUploading() {
        List<String> uploads =
                client.listMultipartUploads(list -> list.bucket(bucket.bucket())).uploads().stream()
                        .map(upload -> upload.uploadId())
                        .toList();
        return seenUploads.addAll(uploads);
    }

    private Process start() throws IOException {
        List<String> command =
                new ArrayList<>(
                        new PackagedProgram(Checkout.find().clearingJar()).command(List.of()));
        command.addAll(
                List.of(
                        "collect",
                        "--drop",
                        folder.resolve("drop").toString(),
                        "--inbox",
                        bucket.toString(),
                        "--archive",
                        folder.resolve("archive").toString(),
                        "--network",
                        "mastercard",
                        "--date",
                        "2026-11-21",
                        "--stable-for",
                        "0"));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        folder.resolve("collect.log").toFile()));
        builder.environment().putAll(S3Mock.shared().environment());
        builder.environment().put("KESSAI_VAULT_TOKEN_KEY", "11".repeat(32));
        builder.environment().put("KESSAI_VAULT_SEALING_KEYS", "1=" + "22".repeat(32));
        builder.environment().put("KESSAI_VAULT_CURRENT_VERSION", "1");
        return builder.start();
    }

    /** Takes whatever is complete, as the nightly batch does. */
    private void receive() throws Exception {
        S3Inbox inbox = new S3Inbox(new S3Folder(client, bucket));
        for (Inbox.Delivery delivery : inbox.list()) {
            arrived.merge(digest(inbox.open(delivery)), 1, Integer::sum);
            inbox.remove(delivery);
        }
    }

    private static String digest(InputStream content) throws Exception {
        try (content) {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.readAllBytes()));
        }
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("drop"))) {
            return files.filter(file -> !file.getFileName().toString().startsWith(".")).toList();
        }
    }

    /** How many of them the host's archive gives back, each as one that came. */
    private int sealed() throws Exception {
        Path archive = folder.resolve("archive");
        int count = 0;
        try (Stream<Path> files = Files.walk(archive)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.toString().endsWith(".sealed")) {
                    String key = archive.relativize(file).toString();
                    InputStream kept = new FolderArchive(archive, new FileSeal(KEYS)).open(key);
                    assertTrue(arrived.containsKey(digest(kept)), key);
                    count++;
                }
            }
        }
        return count;
    }
}
