package io.kessai.ipm;

import java.util.OptionalLong;

/** What is known of a logical file while it is read. Not thread-safe. */
final class LogicalFileTotals {
    private final IpmMessage header;
    private long messages;
    private long amountSum;
    private boolean isSumKnown = true;
    private long expectedNumber = 1;

    LogicalFileTotals(IpmMessage header) {
        this.header = header;
    }

    IpmMessage header() {
        return header;
    }

    long messages() {
        return messages;
    }

    long amountSum() {
        return amountSum;
    }

    /** Whether every amount could be read. */
    boolean isSumKnown() {
        return isSumKnown;
    }

    /** The message number that is to come next. */
    long expectedNumber() {
        return expectedNumber;
    }

    void count(IpmMessage message) {
        messages++;
        expectedNumber = message.messageNumber().orElse(expectedNumber) + 1;
        long amount = message.amount().orElse(0);
        // Beyond 16 digits no trailer can agree: it need only not come round again.
        amountSum = amountSum > Long.MAX_VALUE - amount ? Long.MAX_VALUE : amountSum + amount;
    }

    /** Takes a record whose amount is lost: its fault refuses the file already. */
    void countUnreadable() {
        messages++;
        expectedNumber++;
        isSumKnown = false;
    }

    /** Notes that the amount of a record that is counted is lost. */
    void loseSum() {
        isSumKnown = false;
    }

    LogicalFile ended(OptionalLong trailerMessages, OptionalLong trailerAmountSum) {
        AdditionalData additional = header.additional();
        return new LogicalFile(
                header.location().logicalFile(),
                additional.fileId(),
                additional.processingMode(),
                additional.isFileReversal(),
                messages,
                amountSum,
                trailerMessages,
                trailerAmountSum);
    }
}
