package io.kessai.clearing.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** What S3 is asked for, and what is said when it does not answer as hoped. */
class S3FolderTest {
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    /** More than S3 lists in one answer. */
    private static final int MANY = 1_001;

    private final S3Client client = S3Mock.shared().client();
    private final S3Location location =
            S3Mock.shared().bucket("folder-" + BUCKETS.incrementAndGet()).below("deep");
    private final S3Folder folder = new S3Folder(client, location);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void an_object_has_its_facts_and_a_checksum() throws IOException {
        assertTrue(folder.create("a", Map.of("network", "visa"), object -> object.write('x')));
        HeadObjectResponse head =
                client.headObject(
                        ask -> ask.bucket(location.bucket()).key("deep/a").checksumMode("ENABLED"));
        assertEquals(Map.of("network", "visa"), head.metadata());
        // SHA-256 of x.
        assertEquals("LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=", head.checksumSHA256());
    }

    @Test
    void of_two_the_first_is_there() throws IOException {
        assertTrue(folder.create("a", Map.of(), object -> object.write('1')));
        assertFalse(folder.create("a", Map.of(), object -> object.write('2')));
        try (InputStream kept = folder.open("a")) {
            assertArrayEquals(new byte[] {'1'}, kept.readAllBytes());
        }
    }

    /** S3Mock forgets the first when the parts of the second are dropped: so it is not read. */
    @Test
    void of_two_in_parts_the_first_is_there() throws IOException {
        byte[] much = new byte[9 * 1024 * 1024];
        assertTrue(folder.create("a", Map.of(), object -> object.write(much)));
        assertFalse(folder.create("a", Map.of(), object -> object.write(much)));
    }

    @Test
    void an_object_in_parts_has_a_checksum_of_each() throws IOException {
        folder.create("a", Map.of(), object -> object.write(new byte[9 * 1024 * 1024]));
        String checksum =
                client.headObject(
                                ask ->
                                        ask.bucket(location.bucket())
                                                .key("deep/a")
                                                .checksumMode("ENABLED"))
                        .checksumSHA256();
        assertTrue(checksum.endsWith("-2"), "of two parts: " + checksum);
    }

    @Test
    void what_breaks_off_leaves_no_parts_behind() {
        byte[] much = new byte[9 * 1024 * 1024];
        assertThrows(
                IOException.class,
                () ->
                        folder.create(
                                "a",
                                Map.of(),
                                object -> {
                                    object.write(much);
                                    throw new IOException("broken");
                                }));
        assertEquals(
                List.of(),
                client.listMultipartUploads(list -> list.bucket(location.bucket())).uploads());
    }

    @Test
    void more_than_one_answer_lists_is_listed() throws IOException {
        for (int i = 0; i < MANY; i++) {
            folder.replace("%04d".formatted(i), new byte[1]);
        }
        assertEquals(
                IntStream.range(0, MANY).mapToObj("%04d"::formatted).toList(),
                folder.list().stream().map(S3Folder.Entry::name).toList());
    }

    @Test
    void a_bucket_that_is_not_there_is_named() {
        S3Folder nowhere = new S3Folder(client, new S3Location("no-such-bucket", "x/"));
        String told = assertThrows(IOException.class, nowhere::list).toString();
        assertTrue(told.contains("cannot list in s3://no-such-bucket/x/: "), told);
        assertTrue(told.contains("look whether the bucket"), told);
    }

    @Test
    void a_server_that_does_not_answer_is_named() {
        S3Mock gone = S3Mock.start();
        S3Client lost = gone.client();
        gone.close();
        String told =
                assertThrows(IOException.class, () -> new S3Folder(lost, location).open("a"))
                        .toString();
        assertTrue(told.contains(location.toString()), told);
        assertTrue(told.contains("look at the region, the endpoint"), told);
    }

    @ParameterizedTest
    @CsvSource({
        "s3://bucket, bucket, ''",
        "s3://bucket/, bucket, ''",
        "s3://bucket/inbox, bucket, inbox/",
        "s3://my.bucket-1/a/b_c/, my.bucket-1, a/b_c/",
    })
    void a_place_is_read(String text, String bucket, String prefix) {
        assertEquals(new S3Location(bucket, prefix), S3Location.of(text));
    }

    @ParameterizedTest
    @CsvSource({
        "s3:bucket",
        "s3://",
        "s3://Bucket",
        "s3://bucket/a//b",
        "s3://bucket/a?b",
        "s3:///a"
    })
    void what_is_no_place_is_refused_with_the_rule(String text) {
        assertTrue(S3Location.isMeant(text));
        String told =
                assertThrows(IllegalArgumentException.class, () -> S3Location.of(text)).toString();
        assertTrue(told.contains("write s3://BUCKET or s3://BUCKET/PREFIX/"), told);
    }
}
