package io.kessai.clearing.s3;

import io.kessai.clearing.receive.Archive;
import io.kessai.clearing.receive.Inbox;
import io.kessai.clearing.receive.StoreContract;
import io.kessai.clearing.report.ReportStore;
import io.kessai.vault.FileSeal;
import io.kessai.vault.VaultKeys;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.s3.S3Client;

/** Inbox, archive and reports in one bucket each test. */
class S3StoresTest extends StoreContract {
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    private final S3Client client = S3Mock.shared().client();
    private final S3Location bucket = S3Mock.shared().bucket("stores-" + BUCKETS.incrementAndGet());

    private S3Folder folder(String name) {
        return new S3Folder(client, bucket.below(name));
    }

    @Override
    protected Archive archive() {
        return new S3Archive(folder("archive"), new FileSeal(VaultKeys.development()));
    }

    @Override
    protected byte[] stored(String key) throws IOException {
        return read("archive", key);
    }

    @Override
    protected Inbox inbox() {
        return new S3Inbox(folder("inbox"));
    }

    @Override
    protected void deliver(String name, byte[] content, boolean isComplete) throws IOException {
        folder("inbox/files").create(name, Map.of("host", "test"), object -> object.write(content));
        if (isComplete) {
            folder("inbox").create(S3Inbox.entry(name), Map.of(), object -> object.write('x'));
        }
    }

    @Override
    protected ReportStore reports() {
        return new S3Reports(folder("reports"));
    }

    @Override
    protected byte[] report(String key) throws IOException {
        return read("reports", key);
    }

    private byte[] read(String folder, String name) throws IOException {
        try (InputStream object = folder(folder).open(name)) {
            return object.readAllBytes();
        }
    }
}
