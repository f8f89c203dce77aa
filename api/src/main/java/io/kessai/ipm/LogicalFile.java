package io.kessai.ipm;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One logical file, from header to trailer, as it was found.
 *
 * @param number from 1, counted over the physical file
 * @param id PDS 0105 of the header; empty where it cannot be read
 * @param mode PDS 0122 of the header; empty where it cannot be read
 * @param isReversal whether PDS 0026 of the header takes a whole earlier file back
 * @param messages found, header and trailer included
 * @param amountSum of DE4 as sent, unsigned, over all messages and currencies: a hash, not money
 * @param trailerMessages PDS 0306; empty where it cannot be read
 * @param trailerAmountSum PDS 0301; empty where it cannot be read
 */
public record LogicalFile(
        int number,
        Optional<IpmFileId> id,
        Optional<ProcessingMode> mode,
        boolean isReversal,
        long messages,
        long amountSum,
        OptionalLong trailerMessages,
        OptionalLong trailerAmountSum) {}
