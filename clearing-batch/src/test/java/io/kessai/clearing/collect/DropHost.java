package io.kessai.clearing.collect;

import io.kessai.clearing.receive.Archive;
import io.kessai.clearing.receive.FolderArchive;
import io.kessai.clearing.receive.Inbox;
import io.kessai.clearing.s3.S3Deliveries;
import io.kessai.clearing.s3.S3Folder;
import io.kessai.clearing.s3.S3Inbox;
import io.kessai.clearing.s3.S3Location;
import io.kessai.clearing.s3.S3Mock;
import io.kessai.vault.FileSeal;
import io.kessai.vault.VaultKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** A host with a drop folder and an archive, and an inbox in a bucket of its own. */
abstract class DropHost {
    private static final AtomicInteger BUCKETS = new AtomicInteger();
    static final Collect.Patience PATIENCE = new Collect.Patience(2, Duration.ofMillis(20));

    /** Its SHA-256 begins with 9f86d081884c. */
    static final String TEST = "test";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    Set<String> again = Set.of();

    final S3Client client = S3Mock.shared().client();
    final S3Location bucket = S3Mock.shared().bucket("collect-" + BUCKETS.incrementAndGet());

    @BeforeEach
    void makeDropFolder() throws IOException {
        Files.createDirectories(drop());
    }

    CollectResult collect() {
        return collect(PATIENCE, nobody());
    }

    CollectResult collect(Collect.Patience patience, OpenElsewhere locks) {
        return collect(deliveries(), patience, locks);
    }

    CollectResult collect(Deliveries deliveries, Collect.Patience patience, OpenElsewhere locks) {
        return collect(deliveries, archive(), patience, locks);
    }

    CollectResult collect(
            Deliveries deliveries,
            Archive archive,
            Collect.Patience patience,
            OpenElsewhere locks) {
        Collect.Origin origin =
                new Collect.Origin("mastercard", "drop-1", LocalDate.of(2026, 11, 21));
        return new Collect(drop(), deliveries, archive, locks, origin, again).run(patience);
    }

    static OpenElsewhere nobody() {
        return _ -> false;
    }

    S3Deliveries deliveries() {
        return new S3Deliveries(new S3Folder(client, bucket));
    }

    S3Inbox inbox() {
        return new S3Inbox(new S3Folder(client, bucket));
    }

    FolderArchive archive() {
        return new FolderArchive(folder.resolve("archive"), new FileSeal(VaultKeys.development()));
    }

    Path drop() {
        return folder.resolve("drop");
    }

    void drop(String name, String content) throws IOException {
        Files.writeString(drop().resolve(name), content);
    }

    String inInbox(String delivery) throws IOException {
        try (InputStream content = inbox().open(new Inbox.Delivery(delivery, 0))) {
            return new String(content.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    String object(String key) {
        return client.getObjectAsBytes(get -> get.bucket(bucket.bucket()).key(key)).asUtf8String();
    }

    static List<String> told(CollectResult result) {
        return result.files().stream()
                .map(file -> file.name() + " " + file.outcome() + " " + file.delivery().orElse(""))
                .toList();
    }

    /** But for hidden files. */
    List<String> inDropFolder() throws IOException {
        try (Stream<Path> files = Files.list(drop())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    String everythingOnDisk() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
