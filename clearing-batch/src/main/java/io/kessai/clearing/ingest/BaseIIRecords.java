package io.kessai.clearing.ingest;

import io.kessai.baseii.BaseIITransaction;
import io.kessai.baseii.ClearingSequence;
import io.kessai.baseii.SettlementTotal;
import io.kessai.baseii.TransactionCode;
import io.kessai.clearing.ingest.ClearingRecord.Acceptor;
import io.kessai.clearing.ingest.ClearingRecord.References;
import io.kessai.domain.AcquirerReferenceNumber;
import io.kessai.domain.Currency;
import io.kessai.domain.Direction;
import io.kessai.domain.Money;
import io.kessai.domain.Pan;
import io.kessai.domain.clearing.RecordKind;
import io.kessai.vault.PanVault;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a transaction of a BASE II file is to us.
 *
 * <p>Direction: 05, 07, 10 and 26 debit us; 06, 20, 25 and 27 credit us; chargebacks of an incoming
 * file go the way of the draft they charge back, turned (15, 17, 36 credit; 16, 35, 37 debit). Visa
 * settles the destination amount, so that is billing and settlement amount alike.
 */
final class BaseIIRecords {
    /** Stands where a file has no readable date. */
    static final LocalDate NO_DATE = LocalDate.of(1970, 1, 1);

    private final PanVault vault;

    BaseIIRecords(PanVault vault) {
        this.vault = vault;
    }

    /**
     * @param fileDate the header's processing date
     */
    ClearingRecord map(BaseIITransaction sent, LocalDate fileDate) {
        RecordKind kind = kind(sent);
        Optional<Pan> pan = sent.pan();
        SentMoney destination = money(sent.destinationMinorUnits(), sent.destinationAmount());
        Optional<ClearingSequence> sequence = sent.clearingSequence();
        ClearingRecord row =
                new ClearingRecord(
                        sent.location(),
                        kind,
                        sent.code() + (sent.code().isPresentment() ? "/" + sent.usageCode() : ""),
                        direction(sent.code()),
                        money(sent.sourceMinorUnits(), sent.sourceAmount()),
                        sent.sourceMinorUnits().orElse(0),
                        destination,
                        destination,
                        fee(sent),
                        sent.purchaseDate().orElse(fileDate).atStartOfDay(),
                        fileDate,
                        pan.map(vault::token),
                        pan.map(Pan::toString).orElse(""),
                        references(sent, kind),
                        acceptor(sent),
                        sent.code().toString(),
                        sequence.map(ClearingSequence::number).orElse(0),
                        sequence.map(ClearingSequence::count).orElse(0),
                        sequence.map(part -> part.count() <= 1).orElse(true),
                        sent.isCollectionOnly(),
                        "",
                        "",
                        "");
        return isAboutACard(kind) ? RecordChecks.check(row, pan) : row;
    }

    /** TC 46: one line of the network's own totals; none of other transactions. */
    List<NetworkTotal> totals(BaseIITransaction sent, LocalDate fileDate) {
        List<NetworkTotal> lines = new ArrayList<>();
        sent.settlementTotal()
                .ifPresent(
                        total ->
                                total.net()
                                        .ifPresent(
                                                net ->
                                                        lines.add(
                                                                line(sent, total, net, fileDate))));
        return lines;
    }

    private static NetworkTotal line(
            BaseIITransaction sent,
            SettlementTotal total,
            SettlementTotal.Amount net,
            LocalDate fileDate) {
        return new NetworkTotal(
                sent.location(),
                1,
                "TC46/" + total.report() + "/" + total.summaryLevel(),
                total.settlementDate().orElse(fileDate),
                new SentMoney(
                        net.minorUnits(),
                        total.settlementCurrency().map(Currency::numeric).orElse(0)),
                "net_" + net.direction().word(),
                total.firstCount());
    }

    private static boolean isAboutACard(RecordKind kind) {
        return switch (kind) {
            case PRESENTMENT,
                    PRESENTMENT_REVERSAL,
                    SECOND_PRESENTMENT,
                    SECOND_PRESENTMENT_REVERSAL ->
                    true;
            case FEE_COLLECTION, DISPUTE, NON_FINANCIAL -> false;
        };
    }

    private static RecordKind kind(BaseIITransaction sent) {
        TransactionCode code = sent.code();
        if (code.isPresentment()) {
            return sent.isRepresentment() ? RecordKind.SECOND_PRESENTMENT : RecordKind.PRESENTMENT;
        }
        if (code.isReversal()) {
            return sent.isRepresentment()
                    ? RecordKind.SECOND_PRESENTMENT_REVERSAL
                    : RecordKind.PRESENTMENT_REVERSAL;
        }
        if (code.isFee()) {
            return RecordKind.FEE_COLLECTION;
        }
        return code.isDispute() || code.isReturned()
                ? RecordKind.DISPUTE
                : RecordKind.NON_FINANCIAL;
    }

    private static Direction direction(TransactionCode code) {
        return switch (code.number()) {
            case 6, 15, 17, 20, 25, 27, 36 -> Direction.CREDIT;
            default -> Direction.DEBIT;
        };
    }

    private static SentMoney money(OptionalLong units, Optional<Money> amount) {
        return new SentMoney(
                units.orElse(0), amount.map(money -> money.currency().numeric()).orElse(0));
    }

    private static InterchangeFee fee(BaseIITransaction sent) {
        int currency = sent.destinationAmount().map(money -> money.currency().numeric()).orElse(0);
        return sent.interchangeFee()
                .filter(fee -> fee.millionths() > 0 && currency != 0)
                .map(fee -> new InterchangeFee(fee.millionths(), currency, fee.direction()))
                .orElse(InterchangeFee.NONE);
    }

    private static References references(BaseIITransaction sent, RecordKind kind) {
        return new References(
                kind == RecordKind.FEE_COLLECTION
                        ? sent.transactionId().orElse("")
                        : sent.acquirerReference().map(AcquirerReferenceNumber::text).orElse(""),
                sent.transactionId().orElse(""),
                "",
                sent.authorizationCode().orElse(""),
                "");
    }

    private static Acceptor acceptor(BaseIITransaction sent) {
        return new Acceptor(
                sent.terminalId().orElse(""),
                sent.cardAcceptorId().orElse(""),
                sent.merchantName().orElse(""),
                sent.merchantCategory().orElse(""));
    }
}
