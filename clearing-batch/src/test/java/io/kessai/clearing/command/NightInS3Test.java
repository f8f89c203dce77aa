package io.kessai.clearing.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.command.Program.Answer;
import io.kessai.clearing.ingest.SampleFiles;
import io.kessai.clearing.s3.S3Location;
import io.kessai.clearing.s3.S3Mock;
import io.kessai.ipm.ProcessingMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The commands on places in S3: a night, and what they say when a place is wrong. */
@Tag("database")
class NightInS3Test {

    /** Where the SDK looks beside the environment. */
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "aws.endpointUrlS3", S3Mock.shared().endpoint().toString(),
                    "aws.region", "ap-northeast-1",
                    "aws.accessKeyId", "test",
                    "aws.secretAccessKey", "test");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeAll
    static void nameTheServer() {
        SETTINGS.forEach(System::setProperty);
    }

    @AfterAll
    static void forgetTheServer() {
        SETTINGS.keySet().forEach(System::clearProperty);
    }

    @Test
    void a_file_that_was_delivered_in_s3_is_booked_and_reported_there() throws Exception {
        S3Location bucket = S3Mock.shared().bucket("night");
        try (NightFolder night = new NightFolder(folder);
                S3Client client = S3Mock.shared().client()) {
            byte[] file = purchase();
            put(client, bucket, "inbox/files/T112.ipm/abc", file);
            put(client, bucket, "inbox/collected/T112.ipm/abc.json", new byte[1]);
            put(client, bucket, "inbox/files/T113.ipm/def", file);
            Answer answer = night.run(nightly(bucket));
            assertEquals(0, answer.exitCode(), answer::err);
            assertEquals(
                    List.of("T112.ipm/abc accepted t t"),
                    night.rows("select name, status, is_posted, is_taken from clearing_files"));
            List<String> keys =
                    client.listObjectsV2(list -> list.bucket(bucket.bucket())).contents().stream()
                            .map(S3Object::key)
                            .toList();
            assertTrue(keys.contains("inbox/files/T113.ipm/def"), "incomplete: " + keys);
            assertTrue(keys.contains("inbox/collected/T112.ipm/abc.json"), keys::toString);
            assertEquals(1, keys.stream().filter(key -> key.startsWith("archive/")).count());
            String report =
                    keys.stream()
                            .filter(key -> key.startsWith("reports/") && key.endsWith(".html"))
                            .findFirst()
                            .orElseThrow();
            assertTrue(text(client, bucket, report).contains(NightFolder.NIGHT), report);
        }
    }

    private static byte[] purchase() throws IOException {
        return SampleFiles.ipm(
                "00001",
                ProcessingMode.PRODUCTION,
                List.of(SampleFiles.purchase(SampleFiles.card(), 1000, "74123456325400000000012")));
    }

    private static String[] nightly(S3Location bucket) {
        return new String[] {
            "nightly",
            "--inbox",
            bucket.below("inbox").toString(),
            "--archive",
            bucket.below("archive").toString(),
            "--reports",
            bucket.below("reports").toString(),
            "--development-keys",
            "--date",
            NightFolder.NIGHT
        };
    }

    private static String text(S3Client client, S3Location bucket, String key) {
        return client.getObjectAsBytes(get -> get.bucket(bucket.bucket()).key(key)).asUtf8String();
    }

    private static void put(S3Client client, S3Location bucket, String key, byte[] content) {
        client.putObject(
                put -> put.bucket(bucket.bucket()).key(key), RequestBody.fromBytes(content));
    }

    @Test
    void a_bucket_that_is_not_there_can_be_tried_again() throws Exception {
        try (NightFolder night = new NightFolder(folder)) {
            Answer answer =
                    night.run(
                            "receive",
                            "--inbox",
                            "s3://no-such-bucket/inbox/",
                            "--archive",
                            "s3://no-such-bucket/archive/",
                            "--development-keys",
                            "--date",
                            NightFolder.NIGHT);
            assertEquals(3, answer.exitCode(), answer::err);
            assertTrue(
                    answer.err()
                            .startsWith(
                                    "receive: FILE_STORE_UNAVAILABLE: cannot move files from"
                                            + " s3://no-such-bucket/inbox/ to"),
                    answer::err);
            assertEquals(1, answer.err().lines().count(), answer::err);
        }
    }

    @Test
    void what_is_no_place_in_s3_is_wrong_usage() throws Exception {
        try (NightFolder night = new NightFolder(folder)) {
            Answer answer =
                    night.run(
                            "receive",
                            "--inbox",
                            "s3://BUCKET",
                            "--archive",
                            "x",
                            "--date",
                            "2026-11-21",
                            "--development-keys");
            assertEquals(2, answer.exitCode(), answer::err);
            assertTrue(answer.err().startsWith("'s3://BUCKET' is no place in S3"), answer::err);
        }
    }

    @Test
    void collect_needs_to_know_where_from_and_where_to() throws Exception {
        String drop = Files.createDirectory(folder.resolve("drop")).toString();
        refused("--drop or KESSAI_DROP is needed");
        refused("--inbox or KESSAI_INBOX is needed", "--drop", drop);
        Answer away = Program.runAlone(List.of("collect", "--drop", folder + "/none"));
        assertEquals(3, away.exitCode(), away::err);
        refused("files are collected to s3://", "--drop", drop, "--inbox", "x");
    }

    private static void refused(String why, String... options) {
        List<String> arguments = new ArrayList<>(List.of("collect"));
        arguments.addAll(List.of(options));
        Answer answer = Program.runAlone(arguments);
        assertEquals(2, answer.exitCode(), answer::err);
        assertTrue(answer.err().contains(why), answer::err);
    }
}
