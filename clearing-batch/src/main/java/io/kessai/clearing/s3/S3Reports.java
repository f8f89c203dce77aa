package io.kessai.clearing.s3;

import io.kessai.clearing.report.ReportStore;
import java.io.IOException;

/** Reports in a bucket; an older one stays a version of its object where the bucket keeps them. */
public final class S3Reports implements ReportStore {
    private final S3Folder folder;

    public S3Reports(S3Folder folder) {
        this.folder = folder;
    }

    @Override
    public void put(String key, byte[] content) throws IOException {
        folder.replace(key, content);
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
