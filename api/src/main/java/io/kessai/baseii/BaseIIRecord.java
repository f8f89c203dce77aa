package io.kessai.baseii;

import io.kessai.domain.RecordLocation;

/** What stands at one place of a clearing file: a transaction, or something damaged. */
public sealed interface BaseIIRecord permits BaseIITransaction, BaseIIDamaged {

    RecordLocation location();

    /** How many TCRs it has, at least 1. */
    int tcrCount();
}
