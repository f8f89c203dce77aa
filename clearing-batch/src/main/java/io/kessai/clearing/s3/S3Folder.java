package io.kessai.clearing.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The objects of one {@link S3Location}, by their names in it. Everything is sent with SHA-256
 * checksums, which S3 verifies, and held in no more memory than three times a part of 8 MiB.
 *
 * <p>Thread-safe. What S3 refuses, and what does not reach it, is an {@link IOException}.
 */
public final class S3Folder {

    private final S3Client client;
    private final S3Location location;

    public S3Folder(S3Client client, S3Location location) {
        this.client = client;
        this.location = location;
    }

    /** An object there. */
    record Entry(String name, long sizeBytes) {}

    /** Gives the content of an object; closing what it is given does nothing. */
    @FunctionalInterface
    interface Content {
        void to(OutputStream object) throws IOException;
    }

    /** What is further down. */
    S3Folder below(String folder) {
        return new S3Folder(client, location.below(folder));
    }

    /**
     * Makes an object, whole or not at all, unless there is one of that name: S3 itself decides
     * which of two makers is first.
     *
     * @param metadata words of ASCII by words
     * @return whether it was made
     */
    boolean create(String name, Map<String, String> metadata, Content content) throws IOException {
        S3Upload upload = new S3Upload(client, location.bucket(), location.key(name), metadata);
        try {
            content.to(upload);
            return upload.complete();
        } catch (SdkException e) {
            throw failed("make " + name, e);
        } finally {
            upload.abandon();
        }
    }

    /** Puts a small object whatever was there. */
    void replace(String name, byte[] content) throws IOException {
        asking(
                "put " + name,
                () ->
                        client.putObject(
                                put ->
                                        put.bucket(location.bucket())
                                                .key(location.key(name))
                                                .checksumAlgorithm(ChecksumAlgorithm.SHA256),
                                RequestBody.fromBytes(content)));
    }

    /**
     * Reads an object from its beginning.
     *
     * @throws IOException also where there is none
     */
    InputStream open(String name) throws IOException {
        return new ObjectContent(
                name,
                asking(
                        "read " + name,
                        () ->
                                client.getObject(
                                        get ->
                                                get.bucket(location.bucket())
                                                        .key(location.key(name))
                                                        .checksumMode(ChecksumMode.ENABLED))));
    }

    /** The content of an object, which fails as files do. */
    private final class ObjectContent extends FilterInputStream {
        private final String name;

        ObjectContent(String name, InputStream content) {
            super(content);
            this.name = name;
        }

        @Override
        public int read() throws IOException {
            return asking("read " + name, in::read);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return asking("read " + name, () -> in.read(bytes, offset, length));
        }

        @Override
        public void close() throws IOException {
            try {
                in.close();
            } catch (SdkException e) {
                throw failed("read " + name, e);
            }
        }
    }

    /** How long an object is; empty where there is none. */
    Optional<Long> size(String name) throws IOException {
        return asking(
                "look for " + name,
                () -> {
                    try {
                        return Optional.of(
                                client.headObject(
                                                head ->
                                                        head.bucket(location.bucket())
                                                                .key(location.key(name)))
                                        .contentLength());
                    } catch (NoSuchKeyException _) {
                        return Optional.empty();
                    }
                });
    }

    /** All of them, in the order of their names' UTF-8 bytes. */
    List<Entry> list() throws IOException {
        return asking(
                "list",
                () -> {
                    List<Entry> entries = new ArrayList<>();
                    client.listObjectsV2Paginator(
                                    list ->
                                            list.bucket(location.bucket())
                                                    .prefix(location.prefix()))
                            .contents()
                            .forEach(
                                    object ->
                                            entries.add(
                                                    new Entry(
                                                            object.key()
                                                                    .substring(
                                                                            location.prefix()
                                                                                    .length()),
                                                            object.size())));
                    return entries;
                });
    }

    /** Removes an object; does nothing when it is gone. */
    void remove(String name) throws IOException {
        asking(
                "remove " + name,
                () ->
                        client.deleteObject(
                                delete ->
                                        delete.bucket(location.bucket()).key(location.key(name))));
    }

    /** A request to S3. */
    @FunctionalInterface
    private interface Request<T> {
        T send() throws IOException;
    }

    private <T> T asking(String what, Request<T> request) throws IOException {
        try {
            return request.send();
        } catch (SdkException e) {
            throw failed(what, e);
        }
    }

    private IOException failed(String what, SdkException cause) {
        String remedy =
                cause instanceof S3Exception refused
                        ? switch (refused.statusCode()) {
                            case HttpURLConnection.HTTP_FORBIDDEN ->
                                    "; look at the task's role and the policies of bucket and key";
                            case HttpURLConnection.HTTP_CONFLICT ->
                                    "; another writer is at the same object: call again";
                            case HttpURLConnection.HTTP_NOT_FOUND ->
                                    "; look whether the bucket and the object are there";
                            default -> "";
                        }
                        : "; look at the region, the endpoint and the credentials";
        return new IOException(
                "cannot %s in %s: %s%s".formatted(what, location, cause.getMessage(), remedy),
                cause);
    }

    @Override
    public String toString() {
        return location.toString();
    }
}
