package io.kessai.ipm;

import io.kessai.domain.RecordLocation;

/**
 * What is wrong with a file or a record. The type says how far it reaches: a {@link FileFault}
 * refuses the file, a {@link RecordFault} concerns one record of a file that may still balance.
 */
public sealed interface IpmFault permits FileFault, RecordFault {

    RecordLocation location();

    /**
     * For people, in one sentence: what is wrong, where, and what to do. It tells names, positions,
     * limits and totals, never content that might be card data.
     */
    String message();
}
