package io.kessai.ipm;

import io.kessai.ipm.MessageParser.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Joins the elements that carry PDSs and finds the PDSs in them; one may begin in one element and
 * end in the next. Not thread-safe.
 */
final class PdsParser {
    private static final int TAG = 4;
    private static final int HEAD = 7;
    private static final int CAPACITY = 5 * 999 / HEAD + 1;

    private final IpmLayout layout;
    private final long[] entries = new long[CAPACITY];
    private int count;

    /** The text at hand, and where each part of it stands in the message. */
    private byte[] text = {};

    private int position;
    private int end;
    private final int[] partStarts = new int[IpmLayout.PDS_ELEMENTS.length];
    private final int[] partShifts = new int[IpmLayout.PDS_ELEMENTS.length];
    private int parts;

    PdsParser(IpmLayout layout) {
        this.layout = layout;
    }

    /**
     * @param isWhole whether the message was read to its end; else what its last carrier lacks is
     *     no second fault
     */
    PdsIndex parse(IpmMessage message, boolean isWhole, List<Finding> findings) {
        count = 0;
        join(message);
        while (position < end) {
            if (!readOne(findings, isWhole)) {
                break;
            }
        }
        return count == 0 ? PdsIndex.EMPTY : new PdsIndex(text, Arrays.copyOf(entries, count));
    }

    private void join(IpmMessage message) {
        parts = 0;
        position = 0;
        end = 0;
        for (int number : IpmLayout.PDS_ELEMENTS) {
            int span = message.span(number);
            if (span >= 0) {
                append(message.latin1(), span >>> 16, span & 0xFFFF);
            }
        }
    }

    private void append(byte[] source, int start, int length) {
        if (parts == 0) {
            text = source;
            position = start;
            end = start + length;
            partStarts[0] = start;
            partShifts[0] = 0;
        } else {
            byte[] joined = Arrays.copyOfRange(text, position, end + length);
            int joinedLength = end - position;
            if (parts == 1) {
                partShifts[0] = position;
                partStarts[0] = 0;
            }
            System.arraycopy(source, start, joined, joinedLength, length);
            partStarts[parts] = joinedLength;
            partShifts[parts] = start - joinedLength;
            text = joined;
            position = 0;
            end = joinedLength + length;
        }
        parts++;
    }

    private boolean readOne(List<Finding> findings, boolean isWhole) {
        if (end - position < HEAD) {
            return stop(RecordRule.PDS_CUT, "ends within a tag and length", findings, isWhole);
        }
        int tag = MessageParser.digits(text, position, TAG);
        if (tag < 0) {
            return stop(RecordRule.PDS_TAG_UNREADABLE, "has a tag of no digits", findings, isWhole);
        }
        int length = MessageParser.digits(text, position + TAG, HEAD - TAG);
        if (length < 0) {
            String what = "has a length of no digits";
            return stop(RecordRule.PDS_LENGTH_UNREADABLE, what, findings, isWhole);
        }
        if (length > end - position - HEAD) {
            String what = "announces more than the " + (end - position - HEAD) + " characters left";
            return stop(RecordRule.PDS_OVERRUN, what, findings, isWhole);
        }
        if (isSound(tag, length, findings)) {
            entries[count++] = PdsIndex.entry(tag, position + HEAD, length);
        }
        position += HEAD + length;
        return true;
    }

    private boolean stop(RecordRule rule, String what, List<Finding> findings, boolean isWhole) {
        if (isWhole) {
            findings.add(new Finding(rule, "PDS text", messageOffset(position), what));
        }
        return false;
    }

    private boolean isSound(int tag, int length, List<Finding> findings) {
        Optional<PdsLayout> known = layout.pds(tag);
        if (known.isEmpty()) {
            return true;
        }
        PdsLayout pds = known.get();
        int from = position + HEAD;
        if (isThere(tag)) {
            return note(RecordRule.PDS_REPEATED, tag, position, "stands twice", findings);
        }
        if (!pds.allows(length)) {
            String what = "has a length that is not in the layout";
            return note(RecordRule.PDS_LENGTH, tag, position, what, findings);
        }
        int wrong = pds.content().firstForbidden(text, from, from + length);
        if (wrong >= 0) {
            String what = "contains " + pds.content().fault();
            return note(RecordRule.PDS_CONTENT, tag, wrong, what, findings);
        }
        return true;
    }

    /** Always false, for the caller to return. */
    private boolean note(RecordRule rule, int tag, int at, String what, List<Finding> findings) {
        findings.add(new Finding(rule, "PDS %04d".formatted(tag), messageOffset(at), what));
        return false;
    }

    private boolean isThere(int tag) {
        for (int i = 0; i < count; i++) {
            if (PdsIndex.tag(entries[i]) == tag) {
                return true;
            }
        }
        return false;
    }

    /** Where a position of the joined text stands in the message. */
    private int messageOffset(int at) {
        int part = parts - 1;
        while (part > 0 && at < partStarts[part]) {
            part--;
        }
        return at + partShifts[part];
    }
}
