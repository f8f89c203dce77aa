package io.kessai.clearing.s3;

import io.kessai.clearing.collect.Deliveries;
import io.kessai.clearing.receive.Inbox;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** An {@link S3Inbox} as those see it who deliver. */
public final class S3Deliveries implements Deliveries {

    private static final String MANIFESTS = "manifests/";

    private final S3Folder folder;
    private final S3Folder files;
    private final S3Inbox inbox;

    public S3Deliveries(S3Folder folder) {
        this.folder = folder;
        this.files = folder.below(S3Inbox.FILES);
        this.inbox = new S3Inbox(folder);
    }

    @Override
    public boolean isComplete(String name) throws IOException {
        return folder.size(S3Inbox.entry(name)).isPresent();
    }

    @Override
    public void bring(String name, Map<String, String> facts, InputStream content)
            throws IOException {
        if (files.size(name).isEmpty()) {
            files.create(name, facts, content::transferTo);
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        return files.open(name);
    }

    @Override
    public void complete(String name, byte[] entry) throws IOException {
        folder.create(S3Inbox.entry(name), Map.of(), object -> object.write(entry));
    }

    @Override
    public List<String> waiting() throws IOException {
        return inbox.list().stream().map(Inbox.Delivery::name).toList();
    }

    @Override
    public String keepManifest(String name, byte[] manifest) throws IOException {
        folder.create(MANIFESTS + name, Map.of(), object -> object.write(manifest));
        return folder + MANIFESTS + name;
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
