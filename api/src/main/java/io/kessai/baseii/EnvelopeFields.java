package io.kessai.baseii;

import static io.kessai.baseii.KnownField.*;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads headers and trailers. */
final class EnvelopeFields {
    private static final String TEST = "TEST";

    private EnvelopeFields() {}

    static Optional<FileHeader> header(Tcrs tcrs) {
        if (!tcrs.code().equals(TransactionCode.FILE_HEADER)) {
            return Optional.empty();
        }
        Optional<LocalDate> date = BaseIIDates.yearDay((int) tcrs.number(PROCESSING_DATE));
        return date.map(
                known ->
                        new FileHeader(
                                tcrs.sent(CENTRE),
                                known,
                                tcrs.textOrEmpty(TEST_INDICATOR).equals(TEST),
                                tcrs.textOrEmpty(FILE_ID)));
    }

    static Optional<BaseIITrailer> trailer(Tcrs tcrs) {
        boolean isTrailer =
                tcrs.code().equals(TransactionCode.BATCH_TRAILER)
                        || tcrs.code().equals(TransactionCode.FILE_TRAILER);
        OptionalLong destination = tcrs.minorUnits(DESTINATION_TOTAL);
        OptionalLong source = tcrs.minorUnits(SOURCE_TOTAL);
        long monetary = tcrs.number(MONETARY_COUNT);
        long records = tcrs.number(TCR_COUNT);
        long transactions = tcrs.number(TRANSACTION_COUNT);
        long batch = tcrs.number(BATCH_NUMBER);
        if (!isTrailer || destination.isEmpty() || source.isEmpty()) {
            return Optional.empty();
        }
        if (monetary < 0 || records < 0 || transactions < 0 || batch < 0) {
            return Optional.empty();
        }
        return Optional.of(
                new BaseIITrailer(
                        tcrs.sent(CENTRE),
                        batch,
                        new BaseIITotals(
                                destination.getAsLong(),
                                monetary,
                                records,
                                transactions,
                                source.getAsLong())));
    }
}
