package io.kessai.authorization.cryptography;

import io.kessai.iso8583.Bytes;
import io.kessai.iso8583.Tlv;
import java.util.LinkedHashMap;
import java.util.Map;

/** The chip's data of a purchase, as in DE55. */
final class Chip {
    private final Map<String, String> objects = new LinkedHashMap<>();

    /** The purchase of pyemv's vectors for Visa. */
    static Chip visa() {
        return new Chip()
                .with("9F02", "000000004000")
                .with("9F03", "000000000000")
                .with("9F1A", "0124")
                .with("95", "8000048000")
                .with("5F2A", "0124")
                .with("9A", "191105")
                .with("9C", "01")
                .with("9F37", "52BF4585")
                .with("82", "1800")
                .with("9F36", "001C");
    }

    /** The purchase of its vectors for Mastercard. */
    static Chip mChip() {
        return new Chip()
                .with("9F02", "000000009999")
                .with("9F03", "000000000000")
                .with("9F1A", "0124")
                .with("95", "8000000000")
                .with("5F2A", "0124")
                .with("9A", "209906")
                .with("9C", "00")
                .with("9F37", "ABCDEF12")
                .with("82", "1800")
                .with("9F36", "001C");
    }

    Chip with(String tag, String value) {
        objects.put(tag, value);
        return this;
    }

    Chip without(String tag) {
        objects.remove(tag);
        return this;
    }

    Bytes bytes() {
        StringBuilder hex = new StringBuilder();
        objects.forEach(
                (tag, value) ->
                        hex.append(tag).append("%02X".formatted(value.length() / 2)).append(value));
        return Bytes.ofHex(hex.toString());
    }

    Tlv tlv() {
        return Tlv.parse(bytes()).orElseThrow();
    }
}
