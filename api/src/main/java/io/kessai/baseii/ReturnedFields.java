package io.kessai.baseii;

import static io.kessai.baseii.KnownField.*;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads why and whence an item came back (TCR 9 of TC 01 to 04). */
final class ReturnedFields {
    private ReturnedFields() {}

    static Optional<ReturnedItem> read(Tcrs transaction) {
        Tcrs tcrs = transaction.with(Layout.of(transaction.code()));
        long original = tcrs.number(ORIGINAL_CODE);
        return original < 0
                ? Optional.empty()
                : Optional.of(
                        new ReturnedItem(
                                TransactionCode.of((int) original),
                                tcrs.character(ORIGINAL_QUALIFIER),
                                tcrs.character(ORIGINAL_TCR),
                                BaseIIDates.yearDay((int) tcrs.number(RETURN_BATCH_DATE)),
                                tcrs.textOrEmpty(RETURN_BATCH_NUMBER),
                                tcrs.textOrEmpty(RETURN_ITEM_NUMBER),
                                reasons(tcrs),
                                tcrs.money(RETURN_SOURCE_AMOUNT, RETURN_SOURCE_CURRENCY)));
    }

    private static List<String> reasons(Tcrs tcrs) {
        return Stream.of(
                        RETURN_REASON_1,
                        RETURN_REASON_2,
                        RETURN_REASON_3,
                        RETURN_REASON_4,
                        RETURN_REASON_5)
                .flatMap(field -> tcrs.text(field).stream())
                .toList();
    }
}
