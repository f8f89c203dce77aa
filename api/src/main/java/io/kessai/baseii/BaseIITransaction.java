package io.kessai.baseii;

import static io.kessai.baseii.KnownField.*;

import io.kessai.domain.AcquirerReferenceNumber;
import io.kessai.domain.Direction;
import io.kessai.domain.Money;
import io.kessai.domain.Pan;
import io.kessai.domain.PanAccess;
import io.kessai.domain.RecordLocation;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A transaction with all its TCRs, as sent; also a header or a trailer.
 *
 * <p>An accessor reads its field when asked. It gives nothing (a character: a blank) where the
 * transaction lacks the field or its content cannot be read. Texts come without the blanks behind
 * them. It prints without card data. Immutable and thread-safe.
 */
public final class BaseIITransaction implements BaseIIRecord {

    /** A purchase west of the date line may be dated a day after it was processed in the east. */
    private static final int PURCHASE_DAYS_AHEAD = 1;

    /** The central processing date of a file's record may be a little after the file's. */
    private static final int PROCESSING_DAYS_AHEAD = 7;

    /** Where no header gave a date. */
    static final LocalDate NO_DATE = LocalDate.MIN;

    private final RecordLocation location;
    private final Tcrs tcrs;
    private final LocalDate fileDate;

    /**
     * @param data TCRs of 168 ISO 8859-1 characters, owned by this object; the first two are digits
     * @param fileDate of the file's header, or {@link #NO_DATE}
     */
    BaseIITransaction(RecordLocation location, byte[] data, LocalDate fileDate) {
        this.location = location;
        this.tcrs = Tcrs.of(data);
        this.fileDate = fileDate;
    }

    @Override
    public RecordLocation location() {
        return location;
    }

    public TransactionCode code() {
        return tcrs.code();
    }

    /** TC qualifier: 0 normal; a blank for a file header, which has none. */
    public char qualifier() {
        return code().equals(TransactionCode.FILE_HEADER) ? ' ' : (char) (tcrs.data()[2] & 0xFF);
    }

    @Override
    public int tcrCount() {
        return tcrs.count();
    }

    /** Whether it has the record of this number, {@code '0'} to {@code '9'} or a letter. */
    public boolean has(char tcr) {
        return tcrs.start(tcr) >= 0;
    }

    /** All TCRs, one behind the other, 168 characters each, as delivered but for the encoding. */
    public String raw(PanAccess access) {
        Objects.requireNonNull(access);
        return new String(tcrs.data(), StandardCharsets.ISO_8859_1);
    }

    /** Whether both have the same records, character by character. */
    public boolean hasContentOf(BaseIITransaction other) {
        return Arrays.equals(tcrs.data(), other.tcrs.data());
    }

    /**
     * A field by its name in the layout table; nothing where it is blank.
     *
     * @throws IllegalArgumentException if no such field is in the layout of this code, or it is a
     *     card number
     */
    public Optional<String> text(String fieldName) {
        LayoutField field =
                tcrs.layout()
                        .field(fieldName)
                        .or(() -> Layout.of(code()).field(fieldName))
                        .filter(known -> !known.format().isCardNumber())
                        .orElseThrow(() -> new IllegalArgumentException("no field " + fieldName));
        return tcrs.text(field);
    }

    public Optional<Pan> pan() {
        return tcrs.pan(ACCOUNT_NUMBER);
    }

    /** The token the cardholder paid with, where the account number is the funding one. */
    public Optional<Pan> paymentToken() {
        return tcrs.pan(PAYMENT_TOKEN);
    }

    public Optional<AcquirerReferenceNumber> acquirerReference() {
        return AcquirerReferenceNumber.of(tcrs.sent(ACQUIRER_REFERENCE_NUMBER));
    }

    /**
     * The date of the purchase, or the event of a fee: the latest with its month and day that is at
     * most a day after the central processing date, or after the file's where that is not told.
     */
    public Optional<LocalDate> purchaseDate() {
        long purchase = tcrs.number(PURCHASE_DATE);
        int monthDay = (int) (purchase < 0 ? tcrs.number(EVENT_DATE) : purchase);
        LocalDate processed = centralProcessingDate().orElse(fileDate);
        return processed.equals(NO_DATE)
                ? Optional.empty()
                : BaseIIDates.monthDay(monthDay, processed.plusDays(PURCHASE_DAYS_AHEAD));
    }

    /** The day the network processed it: the latest such at most a week after the file's date. */
    public Optional<LocalDate> centralProcessingDate() {
        int sent = (int) tcrs.number(CENTRAL_PROCESSING_DATE);
        return fileDate.equals(NO_DATE) || sent == 0
                ? Optional.empty()
                : BaseIIDates.yearDigitDay(sent, fileDate.plusDays(PROCESSING_DAYS_AHEAD));
    }

    /** In the cardholder's billing currency; unsigned. Nothing where its currency is not told. */
    public Optional<Money> destinationAmount() {
        return tcrs.money(DESTINATION_AMOUNT, DESTINATION_CURRENCY);
    }

    /** In the currency of the transaction; unsigned. Nothing where its currency is unknown. */
    public Optional<Money> sourceAmount() {
        return tcrs.money(SOURCE_AMOUNT, SOURCE_CURRENCY);
    }

    /** The digits of the destination amount, whatever the currency; blanks are zero. */
    public OptionalLong destinationMinorUnits() {
        return tcrs.minorUnits(DESTINATION_AMOUNT);
    }

    /** The digits of the source amount, whatever the currency. */
    public OptionalLong sourceMinorUnits() {
        return tcrs.minorUnits(SOURCE_AMOUNT);
    }

    public Optional<String> merchantName() {
        return tcrs.text(MERCHANT_NAME);
    }

    public Optional<String> merchantCity() {
        return tcrs.text(MERCHANT_CITY);
    }

    /** As sent: two letters, or three digits. */
    public Optional<String> merchantCountry() {
        return tcrs.text(MERCHANT_COUNTRY);
    }

    /** Four digits. */
    public Optional<String> merchantCategory() {
        return tcrs.number(MERCHANT_CATEGORY) < 0 ? Optional.empty() : tcrs.text(MERCHANT_CATEGORY);
    }

    /** 1 original, 2 representment, 9 dispute response. */
    public char usageCode() {
        return tcrs.character(USAGE_CODE);
    }

    /** Whether it is presented again: usage 2 or 9. */
    public boolean isRepresentment() {
        return usageCode() == '2' || usageCode() == '9';
    }

    public Optional<String> reasonCode() {
        return tcrs.text(REASON_CODE);
    }

    /** 9 as BASE II decides, 0 international, 8 national net, 3 clearing only. */
    public char settlementFlag() {
        return tcrs.character(SETTLEMENT_FLAG);
    }

    /** Whether the network moves no money for it. */
    public boolean isCollectionOnly() {
        return tcrs.character(COLLECTION_ONLY_FLAG) == 'C';
    }

    public Optional<String> authorizationCode() {
        return tcrs.text(AUTHORIZATION_CODE);
    }

    public Optional<String> entryMode() {
        return tcrs.text(ENTRY_MODE);
    }

    public Optional<String> cardAcceptorId() {
        return tcrs.text(CARD_ACCEPTOR_ID);
    }

    public Optional<String> terminalId() {
        return tcrs.text(TERMINAL_ID);
    }

    public char electronicCommerceIndicator() {
        return tcrs.character(ELECTRONIC_COMMERCE_INDICATOR);
    }

    /** The part of the source amount that was paid out in cash. */
    public Optional<Money> cashback() {
        return tcrs.money(CASHBACK, SOURCE_CURRENCY).filter(amount -> !amount.isZero());
    }

    /** The network's name of the transaction, field 62.2 of its authorization; never all zeros. */
    public Optional<String> transactionId() {
        return tcrs.text(TRANSACTION_ID).filter(id -> !id.chars().allMatch(c -> c == '0'));
    }

    public Optional<Money> authorizedAmount() {
        return tcrs.money(AUTHORIZED_AMOUNT, AUTHORIZED_CURRENCY);
    }

    /** With all increments. */
    public Optional<Money> totalAuthorizedAmount() {
        return tcrs.money(TOTAL_AUTHORIZED_AMOUNT, AUTHORIZED_CURRENCY);
    }

    public Optional<String> authorizationResponseCode() {
        return tcrs.text(AUTHORIZATION_RESPONSE_CODE);
    }

    public Optional<String> validationCode() {
        return tcrs.text(VALIDATION_CODE);
    }

    /** Nothing where it is not one of several. */
    public Optional<ClearingSequence> clearingSequence() {
        long number = tcrs.number(CLEARING_SEQUENCE_NUMBER);
        long count = Math.max(0, tcrs.number(CLEARING_SEQUENCE_COUNT));
        return number < 1
                ? Optional.empty()
                : Optional.of(new ClearingSequence((int) number, (int) count));
    }

    /** Nothing where it is zero or has no sign. */
    public Optional<InterchangeFee> interchangeFee() {
        long millionths = tcrs.number(INTERCHANGE_FEE);
        char sign = tcrs.character(INTERCHANGE_FEE_SIGN);
        return millionths < 1 || (sign != 'C' && sign != 'D')
                ? Optional.empty()
                : Optional.of(
                        new InterchangeFee(
                                millionths, sign == 'C' ? Direction.CREDIT : Direction.DEBIT));
    }

    /** Of a fee collection or funds disbursement. */
    public Optional<String> feeReasonCode() {
        return tcrs.text(FEE_REASON_CODE);
    }

    /** Of a fee collection or funds disbursement. */
    public Optional<String> feeText() {
        return tcrs.text(FEE_TEXT);
    }

    /** Of TC 90; nothing of other codes or where its date cannot be read. */
    public Optional<FileHeader> header() {
        return EnvelopeFields.header(tcrs);
    }

    /** Of TC 91 and 92; nothing of other codes or where a total cannot be read. */
    public Optional<BaseIITrailer> trailer() {
        return EnvelopeFields.trailer(tcrs);
    }

    /** Of TC 46. */
    public Optional<SettlementTotal> settlementTotal() {
        return code().equals(TransactionCode.MEMBER_SETTLEMENT)
                ? Optional.of(SettlementFields.read(tcrs))
                : Optional.empty();
    }

    /** Of TC 01 to 04; nothing of other codes or where TCR 9 is not there or names no code. */
    public Optional<ReturnedItem> returnedItem() {
        return code().isReturned() ? ReturnedFields.read(tcrs) : Optional.empty();
    }

    /** What is wrong with it; empty where nothing is. */
    List<BaseIIFault> faults() {
        return RecordCheck.faults(location, tcrs);
    }

    @Override
    public String toString() {
        return "TC %s with %d TCRs at %s".formatted(code(), tcrCount(), location);
    }
}
