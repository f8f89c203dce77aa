package io.kessai.clearing.s3;

import io.kessai.clearing.receive.Archive;
import io.kessai.vault.FileSeal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** An archive in a bucket: an object is there when it is whole, and nothing replaces it. */
public final class S3Archive implements Archive {
    private final S3Folder folder;
    private final FileSeal seal;

    public S3Archive(S3Folder folder, FileSeal seal) {
        this.folder = folder;
        this.seal = seal;
    }

    @Override
    public void keep(String key, InputStream plain) throws IOException {
        if (folder.size(key).isPresent()) {
            return;
        }
        folder.create(
                key,
                Map.of(),
                object -> {
                    OutputStream sealing = seal.sealing(object);
                    plain.transferTo(sealing);
                    sealing.close();
                });
    }

    @Override
    public InputStream open(String key) throws IOException {
        return seal.opening(new BufferedInputStream(folder.open(key)));
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
