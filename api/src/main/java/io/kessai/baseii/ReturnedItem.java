package io.kessai.baseii;

import io.kessai.domain.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Why and whence an item came back (TC 01–04, TCR 9).
 *
 * @param code the transaction code of the item when it was sent
 * @param qualifier its TC qualifier
 * @param tcr the record at fault
 * @param batchDate the date of the batch it was sent in, nothing where it was not told
 * @param batchNumber that batch's number
 * @param itemNumber its place in that batch
 * @param reasons one to five reason codes of up to 3 characters
 * @param sourceAmount nothing where the amount or its currency cannot be read
 */
public record ReturnedItem(
        TransactionCode code,
        char qualifier,
        char tcr,
        Optional<LocalDate> batchDate,
        String batchNumber,
        String itemNumber,
        List<String> reasons,
        Optional<Money> sourceAmount) {}
