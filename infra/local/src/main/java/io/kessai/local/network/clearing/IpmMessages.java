package io.kessai.local.network.clearing;

import io.kessai.domain.Currency;
import io.kessai.domain.Direction;
import io.kessai.ipm.IpmDraft;
import io.kessai.ipm.IpmFileId;
import io.kessai.local.network.SeededCards;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** A record as an IPM message: the issuer's copy of what the acquirer sent. */
final class IpmMessages {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuMMdd");
    private static final DateTimeFormatter DE12 = DateTimeFormatter.ofPattern("uuMMddHHmmss");
    private static final String ACQUIRER = "00000012345";
    private static final String ISSUER = "00000099990";
    private static final int RATE_DIGITS = 7;
    private static final long FEE_PERCENT = 1;

    private IpmMessages() {}

    static IpmDraft of(ClearingItem item, IpmFileId file) {
        IpmDraft draft =
                switch (item.type()) {
                    case PRESENTMENT -> presentment(item, 200);
                    case SECOND_PRESENTMENT -> original(presentment(item, 205), item);
                    case DISPUTE -> original(dispute(item), item);
                    case FEE -> fee(item);
                };
        if (item.isReversal()) {
            draft.pds(25, "R" + file.date().format(DATE));
        }
        return draft.pds(159, settlement(file.date()))
                .pds(165, item.isCollectionOnly() ? "C" : "M");
    }

    /** PDS 0159 of a settlement date. */
    static String settlement(LocalDate date) {
        return "00000012345"
                + " ".repeat(28)
                + "3"
                + "DOM0000001"
                + "N"
                + date.format(DATE)
                + "01"
                + date.format(DATE)
                + "01";
    }

    private static IpmDraft presentment(ClearingItem item, int functionCode) {
        IpmDraft draft = purchase(IpmDraft.of("1240", functionCode), item);
        if (item.part().number() > 0) {
            draft.set(25, item.part().isFinal() ? "1404" : "1403");
        }
        if (!item.references().approvalCode().isEmpty()) {
            draft.set(38, item.references().approvalCode());
        }
        return draft.pds(146, interchange(item));
    }

    private static IpmDraft dispute(ClearingItem item) {
        return purchase(IpmDraft.of("1442", 450), item).set(25, "4853");
    }

    private static IpmDraft original(IpmDraft draft, ClearingItem item) {
        ClearingItem.Sums sums = item.sums();
        return draft.set(30, digits12(sums.amount()) + digits12(sums.settled()));
    }

    private static IpmDraft purchase(IpmDraft draft, ClearingItem item) {
        amounts(draft, item)
                .set(2, item.pan())
                .set(3, item.direction() == Direction.DEBIT ? "000000" : "200000")
                .set(12, item.at().format(DE12))
                .set(22, "510101510000")
                .set(26, item.acceptor().mcc())
                .set(31, item.references().arn())
                .set(41, item.acceptor().terminal())
                .set(42, item.acceptor().merchant())
                .set(43, item.acceptor().name() + "\\1-1 CHUO\\TOKYO\\1000001      JPN")
                .pds(23, "CT1")
                .pds(158, "MCC2010000" + "75" + item.at().format(DATE) + "01");
        if (!item.references().rrn().isEmpty()) {
            draft.set(37, item.references().rrn());
        }
        if (!item.references().transactionId().isEmpty()) {
            draft.set(63, "1" + item.references().transactionId() + "  ");
        }
        return draft;
    }

    /** To us: debit to the originator (29); from us: credit to the originator (19). */
    private static IpmDraft fee(ClearingItem item) {
        return amounts(IpmDraft.of("1740", 700), item)
                .set(3, item.direction() == Direction.CREDIT ? "290000" : "190000")
                .set(25, "7604")
                .set(72, "PROGRAMME FEE")
                .pds(137, item.references().arn().substring(11));
    }

    private static IpmDraft amounts(IpmDraft draft, ClearingItem item) {
        ClearingItem.Sums sums = item.sums();
        return draft.amount(4, sums.amount())
                .amount(5, sums.settled())
                .amount(6, sums.billed())
                .set(
                        9,
                        rate(
                                sums.amount(),
                                sums.currency(),
                                sums.settled(),
                                sums.settlementCurrency()))
                .set(
                        10,
                        rate(sums.amount(), sums.currency(), sums.billed(), sums.billingCurrency()))
                .set(33, ACQUIRER)
                .set(49, sums.currency())
                .set(50, sums.settlementCurrency())
                .set(51, sums.billingCurrency())
                .set(93, ISSUER)
                .set(94, ACQUIRER)
                .pds(148, exponents(sums));
    }

    /** PDS 0146: one hundredth of what is settled, from the acquirer, or back to it. */
    private static String interchange(ClearingItem item) {
        String way = item.moves() == Direction.DEBIT ? "29" : "19";
        String amount = digits12(item.sums().settled() * FEE_PERCENT / 100);
        String currency = item.sums().settlementCurrency();
        return "00" + way + "01" + currency + amount + currency + amount;
    }

    private static String exponents(ClearingItem.Sums sums) {
        StringBuilder groups = new StringBuilder(exponent(sums.currency()));
        if (!sums.billingCurrency().equals(sums.currency())) {
            groups.append(exponent(sums.billingCurrency()));
        }
        return groups.toString();
    }

    private static String exponent(String currency) {
        return currency + decimals(currency);
    }

    /** Number of decimals, then seven digits: what one major unit is worth in major units. */
    static String rate(long from, String fromCurrency, long to, String toCurrency) {
        BigDecimal rate =
                BigDecimal.valueOf(to, decimals(toCurrency))
                        .divide(
                                BigDecimal.valueOf(from, decimals(fromCurrency)),
                                new MathContext(RATE_DIGITS, RoundingMode.HALF_UP));
        BigDecimal seven = rate.setScale(RATE_DIGITS - 1 - whole(rate), RoundingMode.HALF_UP);
        return seven.scale() + SeededCards.digits(seven.unscaledValue().longValueExact(), 7);
    }

    /** Digits in front of the point, less one; 0 for a rate below one. */
    private static int whole(BigDecimal rate) {
        return Math.max(0, rate.precision() - rate.scale() - 1);
    }

    private static int decimals(String currency) {
        return Currency.ofNumeric(Integer.parseInt(currency)).orElseThrow().exponent();
    }

    private static String digits12(long amount) {
        return SeededCards.digits(amount, 12);
    }
}
