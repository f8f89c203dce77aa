package io.kessai.clearing.ingest;

import io.kessai.clearing.ingest.ClearingRecord.Acceptor;
import io.kessai.clearing.ingest.ClearingRecord.References;
import io.kessai.domain.AcquirerReferenceNumber;
import io.kessai.domain.Currency;
import io.kessai.domain.Direction;
import io.kessai.domain.Pan;
import io.kessai.domain.clearing.RecordKind;
import io.kessai.ipm.CardAcceptor;
import io.kessai.ipm.IpmMessage;
import io.kessai.ipm.MessageKind;
import io.kessai.ipm.SettlementData;
import io.kessai.ipm.SettlementIndicator;
import io.kessai.ipm.SignedAmount;
import io.kessai.ipm.TraceId;
import io.kessai.vault.PanVault;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a message of an IPM file is to us.
 *
 * <p>Direction: 1240 by the first two digits of DE3 (00–18 and 50 debit us, 20 and 28 credit us), a
 * chargeback the opposite way, 1740 by 29 and 19 (debit and credit to its originator, so the
 * opposite to us); PDS 0025 turns it. A presentment is final unless DE25 says 1403.
 *
 * <p>A message with an amount and a type or function code nobody knows may move money: it is no
 * addendum but an exception, as a presentment or, of type 1740, a fee.
 */
final class IpmRecords {
    /** Stands where a file has no readable date. */
    static final LocalDate NO_DATE = LocalDate.of(1970, 1, 1);

    private static final String PARTIAL = "1403";
    private static final int FEE = 1740;
    private static final int LINK_ID = 105;
    private static final int RRN = 37;
    private static final int TERMINAL = 41;
    private static final int MERCHANT = 42;
    private static final int ORIGINATOR = 94;
    private static final int DEBITS = 390;
    private static final int CREDITS = 391;
    private static final List<Integer> TOTALS = List.of(DEBITS, CREDITS, 394, 395, 396);

    private final PanVault vault;

    IpmRecords(PanVault vault) {
        this.vault = vault;
    }

    /**
     * @param fileDate of the logical file's id
     */
    ClearingRecord map(IpmMessage sent, LocalDate fileDate) {
        RecordKind kind = kind(sent);
        Optional<Pan> pan = sent.pan();
        IpmAmounts amounts = IpmAmounts.of(sent);
        ClearingRecord row =
                new ClearingRecord(
                        sent.location(),
                        kind,
                        typeCode(sent, kind),
                        direction(sent).orElse(Direction.DEBIT),
                        amounts.transaction(),
                        sent.amount().orElse(0),
                        amounts.billing(),
                        amounts.settlement(),
                        IpmFees.net(sent.additional()).orElse(InterchangeFee.NONE),
                        sent.localTime().orElseGet(fileDate::atStartOfDay),
                        settlementOn(sent, fileDate),
                        pan.map(vault::token),
                        pan.map(Pan::toString).orElse(""),
                        references(sent, kind),
                        acceptor(sent),
                        sent.processingCode().digits(),
                        0,
                        0,
                        !sent.reasonCode().equals(Optional.of(PARTIAL)),
                        sent.additional()
                                .settlementIndicator()
                                .filter(SettlementIndicator::isCollectionOnly)
                                .isPresent(),
                        sent.additional()
                                .settlement()
                                .map(SettlementData::service)
                                .map(String::strip)
                                .orElse(""),
                        "",
                        "");
        ClearingRecord checked =
                kind == RecordKind.NON_FINANCIAL ? row : checked(row, sent, pan, amounts);
        return isUnknownMoney(sent) ? checked.withProblem(RecordProblem.MESSAGE_UNKNOWN) : checked;
    }

    /** The reversal flag makes another message of it; of presentments the kind tells that. */
    private static String typeCode(IpmMessage sent, RecordKind kind) {
        boolean isOnlyFlagged = kind == RecordKind.FEE_COLLECTION || kind == RecordKind.DISPUTE;
        String flag = isOnlyFlagged && sent.additional().isReversal() ? "/R" : "";
        return "%04d/%03d%s".formatted(sent.type(), sent.functionCode().orElse(0), flag);
    }

    private static boolean isUnknownMoney(IpmMessage sent) {
        return sent.kind() == MessageKind.UNKNOWN && sent.amount().isPresent();
    }

    private static ClearingRecord checked(
            ClearingRecord row, IpmMessage sent, Optional<Pan> pan, IpmAmounts amounts) {
        ClearingRecord checked =
                isAboutACard(row.kind())
                        ? RecordChecks.check(row, pan)
                        : RecordChecks.currencies(row);
        if (direction(sent).isEmpty()) {
            checked = checked.withProblem(RecordProblem.PROCESSING_CODE_UNKNOWN);
        }
        if (IpmFees.net(sent.additional()).isEmpty()) {
            checked = checked.withProblem(RecordProblem.FEES_OUT_OF_RANGE);
        }
        Optional<RecordProblem> problem = amounts.problem();
        return problem.isPresent() ? checked.withProblem(problem.get()) : checked;
    }

    /** 1644/685 and 688: the network's own totals; none of other messages. */
    List<NetworkTotal> totals(IpmMessage sent, LocalDate fileDate) {
        return switch (sent.kind()) {
            case FINANCIAL_POSITION, SETTLEMENT_POSITION -> lines(sent, fileDate);
            default -> List.of();
        };
    }

    /**
     * In the reconciliation currency: debits, credits, and the net of transactions, fees and all.
     */
    private static List<NetworkTotal> lines(IpmMessage sent, LocalDate fileDate) {
        List<NetworkTotal> lines = new ArrayList<>();
        int currency = sent.reconciliationCurrency().map(Currency::numeric).orElse(0);
        for (int tag : TOTALS) {
            Optional<SignedAmount> amount = sent.additional().signedAmount(tag);
            if (amount.isPresent()) {
                lines.add(
                        new NetworkTotal(
                                sent.location(),
                                lines.size() + 1,
                                "%03d/%04d".formatted(sent.functionCode().orElse(0), tag),
                                settlementOn(sent, fileDate),
                                new SentMoney(amount.get().minorUnits(), currency),
                                totalDirection(tag, amount.get()),
                                sent.additional().number(402).orElse(0)));
            }
        }
        return lines;
    }

    private static String totalDirection(int tag, SignedAmount amount) {
        return switch (tag) {
            case DEBITS -> "debit";
            case CREDITS -> "credit";
            default -> amount.isCredit() ? "net_credit" : "net_debit";
        };
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

    private static RecordKind kind(IpmMessage sent) {
        boolean reversal = sent.additional().isReversal();
        RecordKind presentment =
                reversal ? RecordKind.PRESENTMENT_REVERSAL : RecordKind.PRESENTMENT;
        return switch (sent.kind()) {
            case FIRST_PRESENTMENT -> presentment;
            case SECOND_PRESENTMENT ->
                    reversal
                            ? RecordKind.SECOND_PRESENTMENT_REVERSAL
                            : RecordKind.SECOND_PRESENTMENT;
            case FEE_COLLECTION, FUNDS_TRANSFER -> RecordKind.FEE_COLLECTION;
            case CHARGEBACK -> RecordKind.DISPUTE;
            case FILE_HEADER,
                    FILE_TRAILER,
                    FINANCIAL_POSITION,
                    SETTLEMENT_POSITION,
                    MESSAGE_EXCEPTION,
                    FILE_REJECT,
                    ADDENDUM,
                    ADMINISTRATIVE ->
                    RecordKind.NON_FINANCIAL;
            case UNKNOWN ->
                    isUnknownMoney(sent) ? ofUnknown(sent, presentment) : RecordKind.NON_FINANCIAL;
        };
    }

    private static RecordKind ofUnknown(IpmMessage sent, RecordKind presentment) {
        return sent.type() == FEE ? RecordKind.FEE_COLLECTION : presentment;
    }

    /** Empty where DE3 does not tell. */
    private static Optional<Direction> direction(IpmMessage sent) {
        Optional<Direction> straight =
                switch (kind(sent)) {
                    case PRESENTMENT,
                            PRESENTMENT_REVERSAL,
                            SECOND_PRESENTMENT,
                            SECOND_PRESENTMENT_REVERSAL ->
                            ofPresentment(sent);
                    case DISPUTE -> ofPresentment(sent).map(Direction::opposite);
                    case FEE_COLLECTION -> ofFee(sent);
                    case NON_FINANCIAL -> Optional.of(Direction.DEBIT);
                };
        return sent.additional().isReversal() ? straight.map(Direction::opposite) : straight;
    }

    private static Optional<Direction> ofPresentment(IpmMessage sent) {
        String digits = sent.processingCode().digits();
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        int type = Integer.parseInt(digits.substring(0, 2));
        if (type <= 18 || type == 50) {
            return Optional.of(Direction.DEBIT);
        }
        return type == 20 || type == 28 ? Optional.of(Direction.CREDIT) : Optional.empty();
    }

    private static Optional<Direction> ofFee(IpmMessage sent) {
        String digits = sent.processingCode().digits();
        return digits.startsWith("29")
                ? Optional.of(Direction.CREDIT)
                : Optional.of(Direction.DEBIT);
    }

    private static LocalDate settlementOn(IpmMessage sent, LocalDate fileDate) {
        return sent.additional()
                .settlement()
                .flatMap(data -> data.settlementDate().or(data::reconciliationDate))
                .orElse(fileDate);
    }

    private static References references(IpmMessage sent, RecordKind kind) {
        return new References(
                kind == RecordKind.FEE_COLLECTION
                        ? feeReference(sent)
                        : sent.acquirerReference().map(AcquirerReferenceNumber::text).orElse(""),
                sent.traceId().filter(IpmRecords::isKey).map(IpmRecords::compact).orElse(""),
                sent.text(LINK_ID).map(String::strip).orElse(""),
                sent.approvalCode().map(String::strip).orElse(""),
                sent.text(RRN).map(String::strip).orElse(""));
    }

    /** The originator's number of a fee means nothing without the originator. */
    private static String feeReference(IpmMessage sent) {
        return sent.additional()
                .feeControlNumber()
                .map(number -> number + "/" + sent.text(ORIGINATOR).map(String::strip).orElse(""))
                .orElse("");
    }

    /** A reference is unique for a day only. */
    private static boolean isKey(TraceId trace) {
        return !trace.reference().isBlank() && !trace.monthDay().isBlank();
    }

    private static String compact(TraceId trace) {
        return (trace.network() + trace.reference() + trace.monthDay()).strip();
    }

    private static Acceptor acceptor(IpmMessage sent) {
        return new Acceptor(
                sent.text(TERMINAL).map(String::strip).orElse(""),
                sent.text(MERCHANT).map(String::strip).orElse(""),
                sent.cardAcceptor().map(CardAcceptor::name).orElse(""),
                sent.merchantCategory().orElse(""));
    }
}
