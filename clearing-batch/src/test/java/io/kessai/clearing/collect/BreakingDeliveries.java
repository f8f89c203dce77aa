package io.kessai.clearing.collect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Map;

/** An inbox to which the line breaks at one call, and stays broken. */
final class BreakingDeliveries extends ForwardedDeliveries {
    private final When when;
    private int left;

    /** At which moment of the call. */
    enum When {
        BEFORE,
        /** Content stops in the middle; a call without content is as before. */
        WITHIN,
        /** It was done, and nobody hears of it. */
        AFTER
    }

    /** A call without a result. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    /** A call with one. */
    @FunctionalInterface
    private interface Question<T> {
        T ask() throws IOException;
    }

    /**
     * @param calls that are done before the one at which it breaks
     */
    BreakingDeliveries(Deliveries inbox, int calls, When when) {
        super(inbox);
        this.left = calls;
        this.when = when;
    }

    private <T> T call(Question<T> question) throws IOException {
        if (left < 0 || (left == 0 && when != When.AFTER)) {
            left--;
            throw broken();
        }
        T answer = question.ask();
        if (left-- == 0) {
            throw broken();
        }
        return answer;
    }

    private void call(Step step) throws IOException {
        call(
                () -> {
                    step.run();
                    return true;
                });
    }

    private static IOException broken() {
        return new IOException("the line broke");
    }

    private boolean breaksWithin() {
        return left == 0 && when == When.WITHIN;
    }

    private static InputStream half(InputStream content) throws IOException {
        return new SequenceInputStream(
                new ByteArrayInputStream(content.readNBytes(2)),
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw broken();
                    }
                });
    }

    @Override
    public boolean isComplete(String name) throws IOException {
        return call(() -> super.isComplete(name));
    }

    @Override
    public void bring(String name, Map<String, String> facts, InputStream content)
            throws IOException {
        if (breaksWithin()) {
            left--;
            super.bring(name, facts, half(content));
        } else {
            call(() -> super.bring(name, facts, content));
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        if (breaksWithin()) {
            left--;
            return half(super.open(name));
        }
        return call(() -> super.open(name));
    }

    @Override
    public void complete(String name, byte[] entry) throws IOException {
        call(() -> super.complete(name, entry));
    }

    @Override
    public List<String> waiting() throws IOException {
        return call(super::waiting);
    }

    @Override
    public String keepManifest(String name, byte[] manifest) throws IOException {
        return call(() -> super.keepManifest(name, manifest));
    }
}
