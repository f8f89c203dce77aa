package io.kessai.ipm;

import io.kessai.domain.RecordLocation;

/** One record of a file: a message read without fault, or a damaged one. */
public sealed interface IpmRecord permits IpmMessage, DamagedRecord {

    RecordLocation location();
}
