package io.kessai.ipm;

import java.util.OptionalLong;

/**
 * How a file is read.
 *
 * @param layout of messages
 * @param recordLengthMax bytes of the longest record that is believed, 20 to 60,000
 * @param fileBytes the file's size where it is known, which helps to tell its framing
 */
public record IpmOptions(IpmLayout layout, int recordLengthMax, OptionalLong fileBytes) {
    private static final int RECORD_LENGTH_DEFAULT = 6_000;
    private static final int RECORD_LENGTH_LIMIT = 60_000;

    /**
     * @throws IllegalArgumentException for a longest record outside its range
     */
    public IpmOptions {
        if (recordLengthMax < MessageParser.HEAD || recordLengthMax > RECORD_LENGTH_LIMIT) {
            throw new IllegalArgumentException("the longest record has 20 to 60000 bytes");
        }
    }

    /** The built-in layout, records up to 6000 bytes, a file of unknown size. */
    public static IpmOptions standard() {
        return new IpmOptions(IpmLayout.standard(), RECORD_LENGTH_DEFAULT, OptionalLong.empty());
    }

    public IpmOptions withFileBytes(long bytes) {
        return new IpmOptions(layout, recordLengthMax, OptionalLong.of(bytes));
    }

    public IpmOptions withRecordLengthMax(int bytes) {
        return new IpmOptions(layout, bytes, fileBytes);
    }

    public IpmOptions withLayout(IpmLayout other) {
        return new IpmOptions(other, recordLengthMax, fileBytes);
    }
}
