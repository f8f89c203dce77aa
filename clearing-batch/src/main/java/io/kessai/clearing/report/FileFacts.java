package io.kessai.clearing.report;

import io.kessai.clearing.post.FeeTotal;
import java.time.LocalDate;
import java.util.List;

/**
 * What the database says of one received file; read in one snapshot, nothing worked out yet.
 *
 * @param network '' where the file was refused before anybody knew
 * @param reason of the refusal, '' otherwise
 * @param unlike the records whose settlement is booked otherwise than they say, the first of them
 * @param unlikeRecords how many of those there are
 */
record FileFacts(
        long id,
        String name,
        String network,
        String status,
        String reason,
        String detail,
        long sizeBytes,
        LocalDate businessDate,
        List<Trailer> trailers,
        List<Tally> tallies,
        List<Settled> settled,
        List<NetworkSays> networkSays,
        List<Unlike> unlike,
        long unlikeRecords,
        List<LateLinks> lateLinks,
        List<FeeTotal> fees) {

    /**
     * A logical file as its trailer sums it.
     *
     * @param messages as the network counts them, without the header of a BASE II file
     * @param transactionDigits hash total, all currencies mixed, on the digits as sent
     * @param billing hash total, 0 where the format has none
     */
    record Trailer(int ordinal, String key, long messages, long transactionDigits, long billing) {}

    /**
     * Records that are alike.
     *
     * @param outcome '' where none came of them yet
     * @param verdict '' where they are not reconciled or need not be
     * @param level 0 where nothing was matched
     * @param counted those of them that the trailer counts
     * @param above by how much more than authorized was cleared, in the transaction currency
     * @param below by how much less, not negative
     * @param overTolerance those of them that people are asked about
     */
    record Tally(
            int logicalFile,
            String outcome,
            String verdict,
            int level,
            String tolerance,
            int currency,
            int billingCurrency,
            long records,
            long counted,
            long digits,
            long amount,
            long billing,
            long above,
            long below,
            long overTolerance) {}

    /** Where a settlement sum stands. */
    enum Source {
        /** The settlement amounts of the records that settle, as sent. */
        RECORDS,
        /** The ledger's settlement lines of the file's records. */
        LEDGER,
        /** The ledger's settlement lines of the file's interchange. */
        LEDGER_FEES
    }

    /**
     * A sum that settles on one day, seen from us.
     *
     * @param debits what we owe
     * @param credits what we are owed
     */
    record Settled(
            Source source, LocalDate settlementOn, int currency, long debits, long credits) {}

    /**
     * A sum the network states.
     *
     * @param scope the network's own name of the total, such as {@code 688/0394}
     * @param direction {@code debit}, {@code credit}, {@code net_debit} or {@code net_credit}
     */
    record NetworkSays(
            LocalDate settlementOn, int currency, String scope, String direction, long amount) {}

    /**
     * A record whose settlement is booked otherwise than it says.
     *
     * @param sent signed: positive is what we owe
     * @param booked the same, 0 where nothing is
     */
    record Unlike(
            int number,
            LocalDate settlementOn,
            int currency,
            String outcome,
            long sent,
            long booked) {}

    /** Forced posts whose authorization a later night found. */
    record LateLinks(int level, long records) {}
}
