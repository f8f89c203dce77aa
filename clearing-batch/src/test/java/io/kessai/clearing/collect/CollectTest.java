package io.kessai.clearing.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each file of the drop folder has an outcome, and a manifest tells it. */
class CollectTest extends DropHost {

    @Test
    void a_file_comes_to_the_inbox_and_sealed_into_the_archive() throws IOException {
        drop("T112.ipm", TEST);
        CollectResult result = collect();
        assertEquals(
                List.of("T112.ipm COLLECTED T112.ipm/9f86d081884c7d659a2feaa0c55ad015"),
                told(result));
        assertEquals(List.of("T112.ipm/9f86d081884c7d659a2feaa0c55ad015"), result.waiting());
        assertEquals(TEST, inInbox("T112.ipm/9f86d081884c7d659a2feaa0c55ad015"));
        assertFalse(Files.exists(drop().resolve("T112.ipm")));
        try (InputStream kept =
                archive().open("T112.ipm/9f86d081884c7d659a2feaa0c55ad015.sealed")) {
            assertEquals(TEST, new String(kept.readAllBytes(), StandardCharsets.US_ASCII));
        }
        assertFalse(everythingOnDisk().contains(TEST));
    }

    @Test
    void the_manifest_tells_what_was_found_and_what_waits() throws IOException {
        drop("T112.ipm", TEST);
        drop("T113.ipm", "");
        CollectResult result = collect();
        String manifest = "manifests/2026-11-21/" + result.sha256() + ".json";
        assertEquals(bucket + manifest, result.manifest());
        String sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        assertEquals(
                """
                {"network":"mastercard","host":"drop-1","business_date":"2026-11-21",\
                "files":[{"name":"T112.ipm","outcome":"COLLECTED",\
                "delivery":"T112.ipm/9f86d081884c7d659a2feaa0c55ad015","sha256":"%s"},\
                {"name":"T113.ipm","outcome":"EMPTY"}],\
                "waiting":["T112.ipm/9f86d081884c7d659a2feaa0c55ad015"]}"""
                        .formatted(sha256),
                object(manifest));
        assertEquals(
                """
                {"manifest":"%s","key":"%s","sha256":"%s","collected":1,"already_collected":0,\
                "left":1,"waiting":1}"""
                        .formatted(result.manifest(), manifest, result.sha256()),
                result.json());
        assertEquals(
                Map.of(
                        "network", "mastercard",
                        "business-date", "2026-11-21",
                        "host", "drop-1",
                        "sha256", sha256),
                client.headObject(
                                head ->
                                        head.bucket(bucket.bucket())
                                                .key(
                                                        "files/T112.ipm/9f86d081884c7d659a2feaa0c55ad015"))
                        .metadata());
    }

    @Test
    void what_has_not_come_to_rest_stays_and_stops_no_other() throws IOException {
        drop("a.ipm.part", "half");
        drop("b.tmp", "half");
        drop(".c.ipm", "hidden");
        drop("d.ipm", "");
        drop("e.ipm", TEST);
        assertEquals(
                List.of(
                        "a.ipm.part HALF_WRITTEN ",
                        "b.tmp HALF_WRITTEN ",
                        "d.ipm EMPTY ",
                        "e.ipm COLLECTED e.ipm/9f86d081884c7d659a2feaa0c55ad015"),
                told(collect()));
        assertEquals(List.of("a.ipm.part", "b.tmp", "d.ipm"), inDropFolder());
    }

    @Test
    void a_file_that_grows_from_look_to_look_stays() throws Exception {
        drop("a.ipm", "1");
        Thread writer = Thread.ofPlatform().start(() -> growUntilInterrupted("a.ipm"));
        try {
            CollectResult result =
                    collect(new Collect.Patience(3, Duration.ofMillis(100)), nobody());
            assertEquals(List.of("a.ipm GROWING "), told(result));
        } finally {
            writer.interrupt();
            writer.join();
        }
        assertEquals(1, collect().count(Outcome.COLLECTED));
    }

    private void growUntilInterrupted(String name) {
        try {
            while (true) {
                Files.writeString(drop().resolve(name), "more", StandardOpenOption.APPEND);
                Thread.sleep(5);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            // It is whole now.
        }
    }

    /** While the lock is tested: the last moment before the file is read. */
    @Test
    void a_file_that_changes_after_it_was_seen_at_rest_stays() throws IOException {
        drop("a.ipm", "1");
        OpenElsewhere writing =
                file -> {
                    Files.writeString(file, "more", StandardOpenOption.APPEND);
                    return false;
                };
        assertEquals(List.of("a.ipm GROWING "), told(collect(PATIENCE, writing)));
    }

    @Test
    void a_file_that_another_program_has_open_stays() throws IOException {
        drop("a.ipm", TEST);
        assertEquals(List.of("a.ipm LOCKED "), told(collect(PATIENCE, _ -> true)));
    }

    @Test
    void a_file_that_goes_away_is_told() throws IOException {
        drop("a.ipm", TEST);
        OpenElsewhere taking =
                file -> {
                    Files.delete(file);
                    return new SystemOpenElsewhere().isOpen(file);
                };
        assertEquals(List.of("a.ipm VANISHED "), told(collect(PATIENCE, taking)));
    }

    /** Another process: locks of this one do not exclude itself. */
    @Test
    void what_another_process_has_locked_is_seen() throws Exception {
        drop("a.ipm", TEST);
        Process holder = LockHolder.start(drop().resolve("a.ipm"));
        try {
            assertEquals(
                    List.of("a.ipm LOCKED "), told(collect(PATIENCE, new SystemOpenElsewhere())));
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertEquals(1, collect(PATIENCE, new SystemOpenElsewhere()).count(Outcome.COLLECTED));
    }

    @ParameterizedTest
    @CsvSource({"täglich 1.ipm, t_glich_1.ipm", "a&b.ipm, a_b.ipm"})
    void a_name_that_a_key_cannot_have_is_written_with_underscores(String name, String written)
            throws IOException {
        drop(name, TEST);
        String delivery = collect().waiting().getFirst();
        assertEquals(written + "/9f86d081884c7d659a2feaa0c55ad015", delivery);
    }
}
