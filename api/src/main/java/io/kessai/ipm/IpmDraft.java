package io.kessai.ipm;

import io.kessai.domain.Pan;
import io.kessai.domain.PanAccess;
import io.kessai.iso8583.Bytes;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A message to be written. Values are given as they stand in the file, without length prefixes;
 * nothing is padded or cut. Not thread-safe.
 */
public final class IpmDraft {
    private final String type;
    private final Map<Integer, String> elements = new TreeMap<>();
    private final Map<Integer, String> subelements = new TreeMap<>();
    private Bytes chipData = Bytes.EMPTY;

    private IpmDraft(String type) {
        this.type = type;
    }

    /**
     * A message without elements but DE24.
     *
     * @param type four digits such as {@code 1240}
     * @param functionCode DE24
     */
    public static IpmDraft of(String type, int functionCode) {
        return new IpmDraft(type).set(24, Digits.of(functionCode, 3));
    }

    /**
     * Sets an element; DE55 is set by {@link #chipData}. Where one of DE48, 62, 123, 124 and 125 is
     * set, it is written as it is, and {@link #pds} cannot be used.
     */
    public IpmDraft set(int element, String content) {
        elements.put(element, content);
        return this;
    }

    /** Sets DE2. */
    public IpmDraft pan(Pan pan) {
        return set(2, pan.reveal(PanAccess.get()));
    }

    /** Sets DE4 or another element of 12 digits. */
    public IpmDraft amount(int element, long minorUnits) {
        return set(element, Digits.of(minorUnits, 12));
    }

    /** Sets DE55. */
    public IpmDraft chipData(Bytes content) {
        chipData = content;
        return this;
    }

    /**
     * Sets a PDS. They are written by ascending tag, each whole, into as few elements as needed.
     */
    public IpmDraft pds(int tag, String content) {
        subelements.put(tag, content);
        return this;
    }

    String type() {
        return type;
    }

    Map<Integer, String> elements() {
        return elements;
    }

    Map<Integer, String> subelements() {
        return subelements;
    }

    Bytes chipData() {
        return chipData;
    }

    /** DE4; zero where there is none. */
    long amount() {
        return Optional.ofNullable(elements.get(4)).map(Long::parseLong).orElse(0L);
    }
}
