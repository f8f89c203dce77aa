package io.kessai.iso8583;

import io.kessai.domain.Secret;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The data objects of a BER-TLV field such as DE55 (EMV Book 3, annex B), beside its raw bytes.
 *
 * <p>Objects that tell the cardholder's number, track or name (5A, 57, 9F6B, 5F20) are read as
 * secrets only. Immutable and thread-safe.
 */
public final class Tlv {
    private static final Set<String> CARDHOLDER_TAGS = Set.of("5A", "57", "9F6B", "5F20");

    private final Bytes raw;

    private Tlv(Bytes raw) {
        this.raw = raw;
    }

    /** The view on these bytes, or nothing when they are not whole data objects. */
    public static Optional<Tlv> parse(Bytes raw) {
        return TlvFault.in(raw.shared()).isPresent() ? Optional.empty() : Optional.of(new Tlv(raw));
    }

    /** The tags of the outermost objects in order, upper-case hex such as {@code 9F26}. */
    public List<String> tags() {
        List<String> tags = new ArrayList<>();
        TlvCursor cursor = cursor(raw);
        while (cursor.next()) {
            tags.add(name(cursor.tag()));
        }
        return List.copyOf(tags);
    }

    /**
     * The value of the first outermost object with this tag; of a template, the objects in it.
     *
     * @throws IllegalArgumentException for a tag of cardholder data: the caller's mistake
     */
    public Optional<Bytes> value(String tag) {
        if (isCardholderData(tag)) {
            throw new IllegalArgumentException("tag " + tag + " is secret");
        }
        return find(tag);
    }

    /** The value of the first outermost object with this tag, as upper-case hex. */
    public Optional<Secret> secret(String tag) {
        return find(tag).map(value -> Secret.of(value.toHex()));
    }

    /** The bytes this view was made from. */
    public Bytes raw() {
        return raw;
    }

    /**
     * What may be stored: the objects without cardholder data on any level. A template whose
     * content is not made of data objects is dropped whole, since nobody can tell what is in it.
     */
    public Bytes withoutCardholderData() {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(raw.length());
        copyHarmless(raw.shared(), 0, raw.length(), kept, 0);
        return Bytes.of(kept.toByteArray());
    }

    static boolean isCardholderData(String tag) {
        return CARDHOLDER_TAGS.contains(tag);
    }

    /** Only the tags. */
    @Override
    public String toString() {
        return tags().toString();
    }

    private Optional<Bytes> find(String tag) {
        TlvCursor cursor = cursor(raw);
        while (cursor.next()) {
            if (name(cursor.tag()).equals(tag)) {
                int length = cursor.valueTo() - cursor.valueFrom();
                return Optional.of(Bytes.of(raw.shared(), cursor.valueFrom(), length));
            }
        }
        return Optional.empty();
    }

    /** Copies harmless objects; false when the span is not made of objects. */
    private static boolean copyHarmless(
            byte[] bytes, int from, int to, ByteArrayOutputStream kept, int depth) {
        TlvCursor cursor = new TlvCursor(bytes, from, to);
        while (cursor.next()) {
            if (isCardholderData(name(cursor.tag()))) {
                continue;
            }
            if (cursor.isConstructed()) {
                copyTemplate(bytes, cursor, kept, depth);
            } else {
                kept.write(bytes, cursor.start(), cursor.valueTo() - cursor.start());
            }
        }
        return cursor.isSound();
    }

    private static void copyTemplate(
            byte[] bytes, TlvCursor template, ByteArrayOutputStream kept, int depth) {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        boolean sound =
                depth < 8
                        && copyHarmless(
                                bytes, template.valueFrom(), template.valueTo(), inner, depth + 1);
        if (sound) {
            kept.writeBytes(HexFormat.of().parseHex(name(template.tag())));
            writeLength(inner.size(), kept);
            kept.writeBytes(inner.toByteArray());
        }
    }

    private static void writeLength(int length, ByteArrayOutputStream out) {
        if (length > 0xFF) {
            out.write(0x82);
            out.write(length >> 8);
        } else if (length > 0x7F) {
            out.write(0x81);
        }
        out.write(length);
    }

    private static TlvCursor cursor(Bytes bytes) {
        return new TlvCursor(bytes.shared(), 0, bytes.length());
    }

    private static String name(int tag) {
        String hex = Integer.toHexString(tag).toUpperCase(Locale.ROOT);
        return hex.length() % 2 == 0 ? hex : "0" + hex;
    }
}
