package io.kessai.clearing.collect;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** An inbox before another. */
class ForwardedDeliveries implements Deliveries {
    private final Deliveries inbox;

    ForwardedDeliveries(Deliveries inbox) {
        this.inbox = inbox;
    }

    @Override
    public boolean isComplete(String name) throws IOException {
        return inbox.isComplete(name);
    }

    @Override
    public void bring(String name, Map<String, String> facts, InputStream content)
            throws IOException {
        inbox.bring(name, facts, content);
    }

    @Override
    public InputStream open(String name) throws IOException {
        return inbox.open(name);
    }

    @Override
    public void complete(String name, byte[] entry) throws IOException {
        inbox.complete(name, entry);
    }

    @Override
    public List<String> waiting() throws IOException {
        return inbox.waiting();
    }

    @Override
    public String keepManifest(String name, byte[] manifest) throws IOException {
        return inbox.keepManifest(name, manifest);
    }
}
