package io.kessai.clearing.ingest;

import io.kessai.domain.Currency;
import io.kessai.domain.Direction;
import io.kessai.ipm.AdditionalData;
import io.kessai.ipm.TransactionFee;
import java.util.List;
import java.util.Optional;

/**
 * The interchange of an IPM message: the fees of PDS 0147 where it has them, else of 0146, netted
 * in the reconciliation currency.
 *
 * <p>A fee of processing code 29 is debited to the message's originator and credited to us, 19 the
 * other way; others count as 19. The 18 digits of 0147 have six implied decimals of the major unit:
 * general knowledge, not a published fact.
 */
final class IpmFees {
    private static final int DECIMALS = 6;
    private static final String TO_ORIGINATOR = "29";

    private IpmFees() {}

    /** Empty where the sum is beyond what can be counted, or of several currencies. */
    static Optional<InterchangeFee> net(AdditionalData data) {
        try {
            return Optional.of(exactNet(data));
        } catch (ArithmeticException _) {
            return Optional.empty();
        }
    }

    private static InterchangeFee exactNet(AdditionalData data) {
        List<TransactionFee> precise = data.preciseFees();
        List<TransactionFee> fees = precise.isEmpty() ? data.fees() : precise;
        long credit = 0;
        int currency = 0;
        for (TransactionFee fee : fees) {
            if (fee.reconciliationAmount() == 0) {
                continue;
            }
            int feeCurrency = Integer.parseInt(fee.reconciliationCurrency());
            if (currency != 0 && feeCurrency != currency) {
                throw new ArithmeticException("fees of several currencies");
            }
            currency = feeCurrency;
            long millionths = millionths(data, fee, feeCurrency);
            credit =
                    Math.addExact(
                            credit,
                            fee.processingCode().equals(TO_ORIGINATOR) ? millionths : -millionths);
        }
        return credit == 0
                ? InterchangeFee.NONE
                : new InterchangeFee(
                        Math.abs(credit),
                        currency,
                        credit > 0 ? Direction.CREDIT : Direction.DEBIT);
    }

    private static long millionths(AdditionalData data, TransactionFee fee, int currency) {
        if (fee.isPrecise()) {
            return fee.reconciliationAmount();
        }
        int exponent =
                Currency.ofNumeric(currency)
                        .map(known -> data.exponentOf(known).orElse(known.exponent()))
                        .orElse(2);
        return Math.multiplyExact(
                fee.reconciliationAmount(), Math.powExact(10L, DECIMALS - exponent));
    }
}
