package io.kessai.iso8583;

import java.util.Arrays;
import java.util.HexFormat;

/** A sequence of bytes that cannot change and does not print. Thread-safe. */
public final class Bytes {
    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** A copy of these bytes. */
    public static Bytes of(byte... content) {
        return new Bytes(content.clone());
    }

    /** A copy of {@code length} bytes from {@code offset}. */
    public static Bytes of(byte[] source, int offset, int length) {
        return new Bytes(Arrays.copyOfRange(source, offset, offset + length));
    }

    /**
     * The bytes that hex digits of either case stand for.
     *
     * @throws IllegalArgumentException when {@code hex} is not an even number of hex digits
     */
    public static Bytes ofHex(String hex) {
        return new Bytes(HEX.parseHex(hex));
    }

    public int length() {
        return content.length;
    }

    /** The byte at {@code index}, from 0. */
    public byte at(int index) {
        return content[index];
    }

    /** A copy that the caller may change. */
    public byte[] toArray() {
        return content.clone();
    }

    /** Upper-case hex of the whole content: not for logs where the content may be card data. */
    public String toHex() {
        return HEX.formatHex(content);
    }

    /** The content itself, for readers in this package that do not change it. */
    byte[] shared() {
        return content;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** Only the length, such as {@code 8 bytes}. */
    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
