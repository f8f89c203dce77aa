package io.kessai.baseii;

import java.io.InputStream;
import java.util.Random;

/** Gives a few bytes at a time, as a network does. */
final class DribblingStream extends InputStream {
    private final byte[] content;
    private final Random random;
    private int at;

    DribblingStream(byte[] content, Random random) {
        this.content = content.clone();
        this.random = random;
    }

    @Override
    public int read() {
        return at == content.length ? -1 : content[at++] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        if (at == content.length) {
            return -1;
        }
        int count = Math.min(Math.min(length, 1 + random.nextInt(500)), content.length - at);
        System.arraycopy(content, at, into, from, count);
        at += count;
        return count;
    }
}
