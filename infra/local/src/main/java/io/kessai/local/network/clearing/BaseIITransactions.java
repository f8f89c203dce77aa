package io.kessai.local.network.clearing;

import io.kessai.baseii.BaseIITransactionBuilder;
import io.kessai.baseii.ClearingSequence;
import io.kessai.baseii.InterchangeFee;
import io.kessai.baseii.TransactionCode;
import io.kessai.domain.AcquirerReferenceNumber;
import io.kessai.domain.Currency;
import io.kessai.domain.Direction;
import io.kessai.domain.Money;
import io.kessai.domain.Pan;
import java.time.LocalDate;

/** A record as a BASE II transaction: TCR 0, 1 and 5 of a draft, TCR 0 of a fee. */
final class BaseIITransactions {
    private static final int DISPUTES = 10;
    private static final int REVERSALS = 20;
    private static final long FEE_PERCENT = 1;
    private static final long MILLIONTHS = 1_000_000;

    private BaseIITransactions() {}

    static BaseIITransactionBuilder of(ClearingItem item, LocalDate date) {
        return switch (item.type()) {
            case PRESENTMENT -> draft(item, 0, date).text("usage-code", "1");
            case SECOND_PRESENTMENT -> draft(item, 0, date).text("usage-code", "2");
            case DISPUTE ->
                    draft(item, DISPUTES, date).text("usage-code", "1").text("reason-code", "12");
            case FEE -> fee(item, date);
        };
    }

    /** TC 46: a day's credits, debits and net in one settlement currency. */
    static BaseIITransactionBuilder totals(
            String currency, SettledTotals.Total total, LocalDate date) {
        return BaseIITransactionBuilder.of(TransactionCode.MEMBER_SETTLEMENT)
                .text("settlement-service", "001")
                .text("settlement-currency", currency)
                .text("clearing-currency", currency)
                .text("report-group", "V")
                .text("report-subgroup", "4")
                .text("report-number", "120")
                .number("settlement-date", date.getYear() * 1_000L + date.getDayOfYear())
                .text("business-transaction-cycle", "1")
                .text("reversal-indicator", "N")
                .text("return-indicator", "N")
                .number("first-count", total.count())
                .number("first-amount", total.credits())
                .text("first-amount-sign", "CR")
                .number("second-amount", total.debits())
                .text("second-amount-sign", "DB")
                .number("net-amount", Math.abs(total.net()))
                .text("net-amount-sign", total.net() < 0 ? "DB" : "CR");
    }

    private static BaseIITransactionBuilder draft(ClearingItem item, int kind, LocalDate date) {
        int code = (item.direction() == Direction.DEBIT ? 5 : 6) + kind;
        BaseIITransactionBuilder draft =
                BaseIITransactionBuilder.of(
                                TransactionCode.of(code + (item.isReversal() ? REVERSALS : 0)))
                        .pan(pan(item))
                        .acquirerReference(new AcquirerReferenceNumber(item.references().arn()))
                        .purchaseDate(item.at().toLocalDate())
                        .destinationAmount(billed(item))
                        .sourceAmount(amount(item))
                        .text("merchant-name", item.acceptor().name())
                        .text("merchant-city", "TOKYO")
                        .text("merchant-country", "JP")
                        .text("merchant-category", item.acceptor().mcc())
                        .text("settlement-flag", "0")
                        .text("authorization-code", item.references().approvalCode())
                        .text("collection-only-flag", item.isCollectionOnly() ? "C" : " ")
                        .text("entry-mode", "05")
                        .centralProcessingDate(date)
                        .text("card-acceptor-id", item.acceptor().merchant())
                        .text("terminal-id", item.acceptor().terminal())
                        .text("transaction-id", item.references().transactionId())
                        .interchangeFee(interchange(item));
        return item.part().number() == 0
                ? draft
                : draft.clearingSequence(
                        new ClearingSequence(item.part().number(), item.part().count()));
    }

    private static BaseIITransactionBuilder fee(ClearingItem item, LocalDate date) {
        TransactionCode code =
                item.direction() == Direction.DEBIT
                        ? TransactionCode.FEE_COLLECTION
                        : TransactionCode.FUNDS_DISBURSEMENT;
        return BaseIITransactionBuilder.of(code)
                .text("fee-reason-code", "0150")
                .purchaseDate(item.at().toLocalDate())
                .destinationAmount(billed(item))
                .sourceAmount(amount(item))
                .text("fee-text", "PROGRAMME FEE")
                .text("settlement-flag", "0")
                .text("transaction-id", item.references().arn().substring(8))
                .centralProcessingDate(date);
    }

    /** One hundredth of what is settled, from the acquirer, or back to it. */
    private static InterchangeFee interchange(ClearingItem item) {
        Currency currency = currency(item.sums().billingCurrency());
        long minorUnits = item.sums().billed() * FEE_PERCENT;
        long millionths = minorUnits * MILLIONTHS / 100 / Math.powExact(10L, currency.exponent());
        return new InterchangeFee(millionths, item.moves().opposite());
    }

    private static Pan pan(ClearingItem item) {
        return Pan.of(item.pan()).orElseThrow();
    }

    private static Money billed(ClearingItem item) {
        return Money.of(item.sums().billed(), currency(item.sums().billingCurrency()));
    }

    private static Money amount(ClearingItem item) {
        return Money.of(item.sums().amount(), currency(item.sums().currency()));
    }

    private static Currency currency(String digits) {
        return Currency.ofNumeric(Integer.parseInt(digits)).orElseThrow();
    }
}
