package io.kessai.ipm;

import io.kessai.domain.AcquirerReferenceNumber;
import io.kessai.domain.Currency;
import io.kessai.domain.Pan;
import io.kessai.domain.ProcessingCode;
import io.kessai.domain.RecordLocation;
import io.kessai.iso8583.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * A message that was read; what it does not carry is empty.
 *
 * <p>Elements are decoded when they are asked for. Amounts are unsigned, in minor units of their
 * currency; which way money moves, message type, processing code and {@link
 * AdditionalData#isReversal} say together. Immutable and thread-safe.
 */
public final class IpmMessage implements IpmRecord {
    private static final int BITS = 64;
    private static final int CENTURY = 2000;

    private final RecordLocation location;
    private final byte[] raw;
    private final byte[] text;
    private final long primary;
    private final long secondary;
    private final int[] spans;
    private final PdsIndex pds;

    /**
     * All arrays are taken over.
     *
     * @param text {@code raw} in ISO 8859-1
     * @param spans of each element that the bitmaps tell, in their order: start, then length in the
     *     lower half
     */
    IpmMessage(
            RecordLocation location,
            byte[] raw,
            byte[] text,
            long primary,
            long secondary,
            int[] spans,
            PdsIndex pds) {
        this.location = location;
        this.raw = raw;
        this.text = text;
        this.primary = primary;
        this.secondary = secondary;
        this.spans = spans;
        this.pds = pds;
    }

    @Override
    public RecordLocation location() {
        return location;
    }

    public MessageKind kind() {
        return MessageKind.of(type(), functionCode().orElse(-1));
    }

    /** The message type as a number, such as 1240. */
    public int type() {
        return MessageParser.digits(text, 0, 4);
    }

    /** DE2. */
    public Optional<Pan> pan() {
        return content(2).flatMap(Pan::of);
    }

    /** DE3; {@link ProcessingCode#ABSENT} without one. */
    public ProcessingCode processingCode() {
        return content(3).map(ProcessingCode::new).orElse(ProcessingCode.ABSENT);
    }

    /** DE4 in minor units of {@link #currency}. */
    public OptionalLong amount() {
        return number(4);
    }

    /** DE5 in minor units of {@link #reconciliationCurrency}. */
    public OptionalLong reconciliationAmount() {
        return number(5);
    }

    /** DE6 in minor units of {@link #billingCurrency}. */
    public OptionalLong billingAmount() {
        return number(6);
    }

    /** DE9: reconciliation units for one transaction unit. */
    public Optional<ConversionRate> reconciliationRate() {
        return content(9).map(ConversionRate::parse);
    }

    /** DE10: billing units for one transaction unit. */
    public Optional<ConversionRate> billingRate() {
        return content(10).map(ConversionRate::parse);
    }

    /** DE12, local at the terminal, years 2000 to 2099; empty too where it is no date and time. */
    public Optional<LocalDateTime> localTime() {
        return content(12).flatMap(IpmMessage::dateTime);
    }

    /** DE22. */
    public Optional<PosData> posData() {
        return content(22).map(PosData::new);
    }

    /** DE24. */
    public OptionalInt functionCode() {
        int span = span(24);
        return span < 0
                ? OptionalInt.empty()
                : OptionalInt.of(MessageParser.digits(text, span >>> 16, span & 0xFFFF));
    }

    /** DE25. */
    public Optional<String> reasonCode() {
        return content(25);
    }

    /** DE26, the merchant category code: four digits. */
    public Optional<String> merchantCategory() {
        return content(26);
    }

    /** The first half of DE30: DE4 of the original. */
    public OptionalLong originalAmount() {
        return content(30)
                .map(s -> PdsIndex.number(s.substring(0, 12)))
                .orElse(OptionalLong.empty());
    }

    /** DE31; empty too where it is blank or of another length. */
    public Optional<AcquirerReferenceNumber> acquirerReference() {
        return content(31).flatMap(AcquirerReferenceNumber::of);
    }

    /** DE38 without spaces around it; empty too where it is blank. */
    public Optional<String> approvalCode() {
        return content(38).map(String::strip).filter(code -> !code.isEmpty());
    }

    /** DE43. */
    public Optional<CardAcceptor> cardAcceptor() {
        return content(43).map(CardAcceptor::parse);
    }

    /** DE49; empty too where ISO 4217 has no such number. */
    public Optional<Currency> currency() {
        return currency(49);
    }

    /** DE50; as {@link #currency}. */
    public Optional<Currency> reconciliationCurrency() {
        return currency(50);
    }

    /** DE51; as {@link #currency}. */
    public Optional<Currency> billingCurrency() {
        return currency(51);
    }

    /** DE55 as sent. */
    public Optional<Bytes> chipData() {
        int span = span(55);
        return span < 0 ? Optional.empty() : Optional.of(Bytes.of(raw, span >>> 16, span & 0xFFFF));
    }

    /** The trace id in DE63; empty too where it is blank or zero: then it is no key. */
    public Optional<TraceId> traceId() {
        return content(63).flatMap(TraceId::parse);
    }

    /** DE71. */
    public OptionalLong messageNumber() {
        return number(71);
    }

    /** The PDSs. */
    public AdditionalData additional() {
        return new AdditionalData(pds);
    }

    /** Whether data element {@code number} was sent, and could be read. */
    public boolean has(int number) {
        return span(number) >= 0;
    }

    /** The numbers of the data elements there are, ascending. */
    public IntStream elements() {
        return IntStream.rangeClosed(2, IpmLayout.ELEMENTS_MAX).filter(this::has);
    }

    /**
     * Any element as sent, spaces included.
     *
     * @throws IllegalArgumentException for 2 and 55: ask for {@link #pan} and {@link #chipData}
     */
    public Optional<String> text(int number) {
        if (number == 2 || number == 55) {
            throw new IllegalArgumentException("DE " + number + " is no plain text");
        }
        return content(number);
    }

    /** The whole record as sent, without its length: card data, for encrypted storage only. */
    public Bytes raw() {
        return Bytes.of(raw);
    }

    /** Type, function and place; no content. */
    @Override
    public String toString() {
        String function = functionCode().stream().mapToObj("/%03d"::formatted).findAny().orElse("");
        return "%04d%s (%s)".formatted(type(), function, location);
    }

    byte[] latin1() {
        return text;
    }

    /** Start and length of an element, or -1. */
    int span(int number) {
        boolean isFirst = number <= BITS;
        long bitmap = isFirst ? primary : secondary;
        long bit = Long.MIN_VALUE >>> ((isFirst ? number : number - BITS) - 1);
        if (number < 2 || number > IpmLayout.ELEMENTS_MAX || (bitmap & bit) == 0) {
            return -1;
        }
        int before = Long.bitCount(bitmap & -bit) - 1;
        return spans[isFirst ? before : Long.bitCount(primary) + before];
    }

    private Optional<String> content(int number) {
        int span = span(number);
        return span < 0
                ? Optional.empty()
                : Optional.of(
                        new String(text, span >>> 16, span & 0xFFFF, StandardCharsets.ISO_8859_1));
    }

    private OptionalLong number(int element) {
        int span = span(element);
        if (span < 0) {
            return OptionalLong.empty();
        }
        long number = 0;
        int start = span >>> 16;
        for (int i = start; i < start + (span & 0xFFFF); i++) {
            number = number * 10 + (text[i] - '0');
        }
        return OptionalLong.of(number);
    }

    private Optional<Currency> currency(int element) {
        return content(element).flatMap(code -> Currency.ofNumeric(Integer.parseInt(code)));
    }

    private static Optional<LocalDateTime> dateTime(String digits) {
        int[] parts =
                IntStream.range(0, 6)
                        .map(i -> Integer.parseInt(digits, 2 * i, 2 * i + 2, 10))
                        .toArray();
        try {
            return Optional.of(
                    LocalDateTime.of(
                            CENTURY + parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
