package io.kessai.clearing.s3;

import io.kessai.clearing.receive.Sha256;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * One object on its way to S3: what fits into a part is sent at once, more of it part by part. The
 * object is there when {@link #complete} has said so; {@link #close} does nothing.
 *
 * <p>Not thread-safe. Throws what the SDK throws.
 */
final class S3Upload extends OutputStream {

    /** S3 takes at most 10,000 parts: an object of up to 80 GB. */
    private static final int PART_BYTES = 8 * 1024 * 1024;

    private static final String UNLESS_THERE = "*";

    /** Of an object in one piece, where others are at it too. */
    private static final int ATTEMPTS_MAX = 3;

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final Map<String, String> metadata;
    private final List<CompletedPart> parts = new ArrayList<>();

    private byte[] part = new byte[64 * 1024];
    private int filled;
    private Optional<String> uploadId = Optional.empty();

    S3Upload(S3Client client, String bucket, String key, Map<String, String> metadata) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        this.metadata = Map.copyOf(metadata);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (filled == PART_BYTES) {
                sendPart();
            }
            int taken = Math.min(left, PART_BYTES - filled);
            grow(filled + taken);
            System.arraycopy(bytes, from, part, filled, taken);
            filled += taken;
            from += taken;
            left -= taken;
        }
    }

    private void grow(int needed) {
        if (needed > part.length) {
            part = Arrays.copyOf(part, Math.min(PART_BYTES, Math.max(needed, 2 * part.length)));
        }
    }

    private void sendPart() {
        String id = uploadId.orElseGet(this::begin);
        uploadId = Optional.of(id);
        int number = parts.size() + 1;
        byte[] content = Arrays.copyOf(part, filled);
        String checksum = checksum(content);
        String tag =
                client.uploadPart(
                                send ->
                                        send.bucket(bucket)
                                                .key(key)
                                                .uploadId(id)
                                                .partNumber(number)
                                                .checksumSHA256(checksum),
                                RequestBody.fromBytes(content))
                        .eTag();
        parts.add(
                CompletedPart.builder()
                        .partNumber(number)
                        .eTag(tag)
                        .checksumSHA256(checksum)
                        .build());
        filled = 0;
    }

    private String begin() {
        return client.createMultipartUpload(
                        create ->
                                create.bucket(bucket)
                                        .key(key)
                                        .metadata(metadata)
                                        .checksumAlgorithm(ChecksumAlgorithm.SHA256))
                .uploadId();
    }

    /**
     * Makes the object of all that was written; gives whether there was none before. Where another
     * writer is at it in the same moment S3 says neither yes nor no (409): a whole object is sent
     * again, of parts the caller has to begin anew.
     */
    boolean complete() {
        for (int attempt = 1; ; attempt++) {
            try {
                if (uploadId.isEmpty()) {
                    putWhole();
                } else {
                    sendPart();
                    completeParts(uploadId.get());
                }
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == HttpURLConnection.HTTP_PRECON_FAILED) {
                    return false;
                }
                boolean isConflict = e.statusCode() == HttpURLConnection.HTTP_CONFLICT;
                if (!isConflict || uploadId.isPresent() || attempt == ATTEMPTS_MAX) {
                    throw e;
                }
            }
        }
    }

    private void putWhole() {
        byte[] content = Arrays.copyOf(part, filled);
        client.putObject(
                put ->
                        put.bucket(bucket)
                                .key(key)
                                .metadata(metadata)
                                .ifNoneMatch(UNLESS_THERE)
                                .checksumSHA256(checksum(content)),
                RequestBody.fromBytes(content));
    }

    private void completeParts(String id) {
        client.completeMultipartUpload(
                complete ->
                        complete.bucket(bucket)
                                .key(key)
                                .uploadId(id)
                                .ifNoneMatch(UNLESS_THERE)
                                .multipartUpload(all -> all.parts(parts)));
        uploadId = Optional.empty();
    }

    /**
     * Drops the parts of what was not completed. Those of an upload that was killed a rule of the
     * bucket has to drop.
     */
    void abandon() {
        try {
            uploadId.ifPresent(
                    id ->
                            client.abortMultipartUpload(
                                    abort -> abort.bucket(bucket).key(key).uploadId(id)));
        } catch (SdkException e) {
            // The bucket's rule drops them in its time.
        }
        uploadId = Optional.empty();
    }

    private static String checksum(byte[] content) {
        return Base64.getEncoder().encodeToString(Sha256.of(content));
    }
}
