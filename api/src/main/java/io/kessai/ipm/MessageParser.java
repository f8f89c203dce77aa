package io.kessai.ipm;

import io.kessai.domain.RecordLocation;
import io.kessai.iso8583.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads one record after the other of one file. Not thread-safe. */
final class MessageParser {
    /** Bytes before the first element: message type and two bitmaps. */
    static final int HEAD = 20;

    private static final int TYPE_LENGTH = 4;
    private static final int BITS = 64;
    private static final int PAN = 2;
    private static final int PAN_MIN = 13;
    private static final int AMOUNT = 4;

    private final IpmLayout layout;
    private final IpmEncoding encoding;
    private final PdsParser pdsParser;
    private final Map<Integer, int[]> neededByType = new HashMap<>();

    private byte[] text = {};
    private int position;
    private final int[] spans = new int[IpmLayout.ELEMENTS_MAX];
    private int spanCount;
    private long primary;
    private long secondary;
    private final List<Finding> findings = new ArrayList<>();

    /** A fault whose record is not yet located. */
    record Finding(RecordRule rule, String place, int offset, String what) {}

    MessageParser(IpmLayout layout, IpmEncoding encoding) {
        this.layout = layout;
        this.encoding = encoding;
        this.pdsParser = new PdsParser(layout);
    }

    /**
     * @param origin where the record stands, its logical file being that of the record before
     */
    IpmRecord parse(byte[] raw, RecordLocation origin) {
        if (raw.length < TYPE_LENGTH || !encoding.isFourDigits(raw, 0)) {
            return unreadable(
                    raw, origin, FileRule.MTI_UNREADABLE, "the message type is not four digits");
        }
        if (raw.length < HEAD) {
            return unreadable(
                    raw, origin, FileRule.AMOUNT_UNREADABLE, "the record ends in its bitmap");
        }
        text = encoding.toLatin1(raw);
        long announcedPrimary = bits(raw, TYPE_LENGTH);
        long announcedSecondary = bits(raw, TYPE_LENGTH + Long.BYTES);
        boolean isWhole = readElements(announcedPrimary, announcedSecondary);
        IpmMessage bare = message(origin, raw, PdsIndex.EMPTY);
        findMissing(bare.type(), announcedPrimary, announcedSecondary);
        RecordLocation location =
                bare.kind() == MessageKind.FILE_HEADER ? ofNextLogicalFile(origin) : origin;
        PdsIndex pds = pdsParser.parse(bare, isWhole, findings);
        IpmMessage message = message(location, raw, pds);
        if (findings.isEmpty()) {
            return message;
        }
        boolean isAmountLost = isSet(announcedPrimary, AMOUNT) && !isSet(primary, AMOUNT);
        return damaged(message, isAmountLost);
    }

    private IpmMessage message(RecordLocation location, byte[] raw, PdsIndex pds) {
        return new IpmMessage(
                location, raw, text, primary, secondary, Arrays.copyOf(spans, spanCount), pds);
    }

    private static RecordLocation ofNextLogicalFile(RecordLocation origin) {
        return new RecordLocation(
                origin.file(), origin.logicalFile() + 1, origin.number(), origin.byteOffset());
    }

    private static IpmRecord unreadable(
            byte[] raw, RecordLocation location, FileRule rule, String finding) {
        return new DamagedRecord(
                location,
                List.of(new FileFault(rule, location, finding)),
                Optional.empty(),
                Bytes.of(raw));
    }

    private DamagedRecord damaged(IpmMessage message, boolean isAmountLost) {
        RecordLocation location = message.location();
        List<IpmFault> faults = new ArrayList<>();
        for (Finding finding : findings) {
            faults.add(
                    new RecordFault(
                            finding.rule(),
                            location,
                            finding.place(),
                            finding.offset(),
                            finding.what()));
        }
        if (isAmountLost) {
            faults.add(
                    new FileFault(
                            FileRule.AMOUNT_UNREADABLE,
                            location,
                            "the amount (DE 4) cannot be read"));
        }
        return new DamagedRecord(location, faults, Optional.of(message), message.raw());
    }

    /** Reads the elements into {@link #spans}; false where the record cannot be read to its end. */
    private boolean readElements(long announcedPrimary, long announcedSecondary) {
        position = HEAD;
        spanCount = 0;
        primary = 0;
        secondary = 0;
        findings.clear();
        if (announcedPrimary >= 0) {
            note(RecordRule.FIRST_BIT_CLEAR, "bitmap", TYPE_LENGTH, "has its first bit clear");
        }
        if (!readElements(announcedPrimary & Long.MAX_VALUE, 0)
                || !readElements(announcedSecondary, BITS)) {
            return false;
        }
        if (position < text.length) {
            note(
                    RecordRule.BYTES_LEFT_OVER,
                    "the record",
                    position,
                    "has bytes that its bitmap does not announce");
        }
        return true;
    }

    private boolean readElements(long announced, int base) {
        long bits = announced;
        while (bits != 0) {
            int lead = Long.numberOfLeadingZeros(bits);
            bits &= ~(Long.MIN_VALUE >>> lead);
            int number = base + lead + 1;
            Optional<ElementLayout> element = layout.element(number);
            if (element.isEmpty()) {
                note(RecordRule.ELEMENT_UNKNOWN, number, position, "is not in the layout");
                return false;
            }
            if (!readElement(element.get())) {
                return false;
            }
        }
        return true;
    }

    private boolean readElement(ElementLayout element) {
        int number = element.number();
        int length = element.prefixDigits() == 0 ? element.length() : readLength(element);
        if (length < 0) {
            return false;
        }
        if (text.length - position < length) {
            note(RecordRule.ELEMENT_CUT, number, text.length, "is cut by the end of the record");
            return false;
        }
        int from = position;
        position += length;
        int wrong = element.content().firstForbidden(text, from, position);
        if (wrong >= 0) {
            note(
                    RecordRule.ELEMENT_CONTENT,
                    number,
                    wrong,
                    "contains " + element.content().fault());
        } else if (number == PAN && length < PAN_MIN) {
            note(RecordRule.PAN_LENGTH, number, from, "has fewer than 13 digits");
        } else {
            accept(number, from, length);
        }
        return true;
    }

    private int readLength(ElementLayout element) {
        int digits = element.prefixDigits();
        int number = element.number();
        if (text.length - position < digits) {
            note(RecordRule.ELEMENT_CUT, number, text.length, "is cut by the end of the record");
            return -1;
        }
        int length = digits(text, position, digits);
        if (length < 0) {
            note(
                    RecordRule.ELEMENT_LENGTH_UNREADABLE,
                    number,
                    position,
                    "has a length that is not " + digits + " digits");
            return -1;
        }
        if (length > element.length()) {
            note(
                    RecordRule.ELEMENT_TOO_LONG,
                    number,
                    position,
                    "announces more than its " + element.length() + " bytes");
            return -1;
        }
        position += digits;
        return length;
    }

    private void accept(int number, int from, int length) {
        spans[spanCount++] = from << 16 | length;
        if (number <= BITS) {
            primary |= Long.MIN_VALUE >>> (number - 1);
        } else {
            secondary |= Long.MIN_VALUE >>> (number - BITS - 1);
        }
    }

    private void findMissing(int type, long announcedPrimary, long announcedSecondary) {
        for (int number : neededByType.computeIfAbsent(type, this::neededBy)) {
            boolean isThere =
                    number <= BITS
                            ? isSet(announcedPrimary, number)
                            : isSet(announcedSecondary, number - BITS);
            if (!isThere) {
                note(RecordRule.ELEMENT_MISSING, number, TYPE_LENGTH, "is missing");
            }
        }
    }

    private int[] neededBy(int type) {
        String mti = "%04d".formatted(type);
        return IntStream.rangeClosed(2, IpmLayout.ELEMENTS_MAX)
                .filter(number -> layout.element(number).filter(e -> isNeeded(e, mti)).isPresent())
                .toArray();
    }

    private static boolean isNeeded(ElementLayout element, String mti) {
        return element.neededBy().contains("all") || element.neededBy().contains(mti);
    }

    private void note(RecordRule rule, int element, int offset, String what) {
        note(rule, "DE " + element, offset, what);
    }

    private void note(RecordRule rule, String place, int offset, String what) {
        findings.add(new Finding(rule, place, offset, what));
    }

    private static boolean isSet(long bitmap, int bit) {
        return (bitmap & (Long.MIN_VALUE >>> (bit - 1))) != 0;
    }

    private static long bits(byte[] raw, int from) {
        long bits = 0;
        for (int i = from; i < from + Long.BYTES; i++) {
            bits = bits << Byte.SIZE | (raw[i] & 0xFF);
        }
        return bits;
    }

    /** The number that {@code count} characters write, or -1. */
    static int digits(byte[] text, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
