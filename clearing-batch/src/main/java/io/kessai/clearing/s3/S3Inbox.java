package io.kessai.clearing.s3;

import io.kessai.clearing.receive.Inbox;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * An inbox in a bucket: the objects below {@code files/} that have an entry below {@code
 * collected/}. Whoever delivers writes the entry last, and it stays: a deliverer that was killed
 * knows by it what has come to the inbox already, also when the file was taken since.
 */
public final class S3Inbox implements Inbox {

    /** Where the files lie. */
    static final String FILES = "files";

    /** Where it is said that they are complete. */
    static final String COLLECTED = "collected";

    private final S3Folder folder;
    private final S3Folder files;

    public S3Inbox(S3Folder folder) {
        this.folder = folder;
        this.files = folder.below(FILES);
    }

    @Override
    public List<Delivery> list() throws IOException {
        List<Delivery> deliveries = new ArrayList<>();
        for (S3Folder.Entry file : files.list()) {
            if (folder.size(entry(file.name())).isPresent()) {
                deliveries.add(new Delivery(file.name(), file.sizeBytes()));
            }
        }
        return deliveries;
    }

    /** The name of what says that a file is complete. */
    static String entry(String name) {
        return COLLECTED + "/" + name + ".json";
    }

    @Override
    public InputStream open(Delivery delivery) throws IOException {
        return files.open(delivery.name());
    }

    @Override
    public void remove(Delivery delivery) throws IOException {
        files.remove(delivery.name());
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
