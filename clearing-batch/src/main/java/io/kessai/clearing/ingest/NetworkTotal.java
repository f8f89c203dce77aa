package io.kessai.clearing.ingest;

import io.kessai.domain.RecordLocation;
import java.time.LocalDate;

/**
 * What the network says it settled.
 *
 * @param line from 1 within the record
 * @param scope what it sums, in the network's own words, such as {@code 688} or {@code TC46/110}
 * @param direction {@code debit}, {@code credit}, {@code net_debit} or {@code net_credit}: debit is
 *     what we owe
 */
public record NetworkTotal(
        RecordLocation location,
        int line,
        String scope,
        LocalDate settlementOn,
        SentMoney amount,
        String direction,
        long count) {}
