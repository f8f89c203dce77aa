package io.kessai.ipm;

import io.kessai.domain.Currency;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The private data subelements of a message, joined over DE48, 62, 123, 124 and 125. What was not
 * sent is empty; unknown ones are kept and found by {@link #text}. Immutable and thread-safe.
 */
public final class AdditionalData {
    private final PdsIndex index;

    AdditionalData(PdsIndex index) {
        this.index = index;
    }

    /** Whether PDS 0025 marks the message as the reversal of an earlier one. */
    public boolean isReversal() {
        return startsWithR(25);
    }

    /** From PDS 0025: when the clearing system processed what is reversed. */
    public Optional<LocalDate> reversedOn() {
        return index.value(25).filter(v -> v.length() == 7).flatMap(v -> date(v.substring(1)));
    }

    /** Whether PDS 0026 of a header marks the whole file as a reversal. */
    public boolean isFileReversal() {
        return startsWithR(26);
    }

    /** PDS 0052: protocol, cardholder authentication, collection; three characters. */
    public Optional<String> ecommerceSecurity() {
        return index.value(52);
    }

    /** PDS 0105; empty too where it is no file id. */
    public Optional<IpmFileId> fileId() {
        return index.value(105).flatMap(IpmFileId::parse);
    }

    /** PDS 0122. */
    public Optional<ProcessingMode> processingMode() {
        return index.value(122).flatMap(ProcessingMode::of);
    }

    /** PDS 0137, without spaces around it: what a fee message is known by. */
    public Optional<String> feeControlNumber() {
        return index.value(137).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** PDS 0146, in the order sent. */
    public List<TransactionFee> fees() {
        return groups(146, TransactionFee.LENGTH).map(TransactionFee::parse).toList();
    }

    /** PDS 0147, in the order sent. */
    public List<TransactionFee> preciseFees() {
        return groups(147, TransactionFee.PRECISE_LENGTH).map(TransactionFee::parse).toList();
    }

    /** From PDS 0148: how many decimals the sender gives this currency's minor unit. */
    public OptionalInt exponentOf(Currency currency) {
        String digits = currency.digits();
        return groups(148, 4)
                .filter(group -> group.startsWith(digits))
                .mapToInt(group -> group.charAt(3) - '0')
                .findFirst();
    }

    /** PDS 0158. */
    public Optional<BusinessActivity> businessActivity() {
        return index.value(158).map(BusinessActivity::parse);
    }

    /** PDS 0159. */
    public Optional<SettlementData> settlement() {
        return index.value(159).map(SettlementData::parse);
    }

    /** PDS 0165, first character: M settled by the network, C collection only. */
    public Optional<SettlementIndicator> settlementIndicator() {
        return index.value(165).map(value -> new SettlementIndicator(value.charAt(0)));
    }

    /** PDS 0268, in minor units of the currency that its last three digits name. */
    public OptionalLong partialAmount() {
        return index.value(268)
                .map(value -> PdsIndex.number(value.substring(0, 12)))
                .orElse(OptionalLong.empty());
    }

    /** PDS 0300: the file that a reconciliation message is about. */
    public Optional<IpmFileId> reconciledFile() {
        return index.value(300).flatMap(IpmFileId::parse);
    }

    /** PDS 0501: DE71 of the presentment that an addendum belongs to. */
    public OptionalLong addendumOf() {
        return index.value(501)
                .map(value -> PdsIndex.number(value.substring(8, 16)))
                .orElse(OptionalLong.empty());
    }

    /** A PDS as a number, such as 0301, 0306 and the counts 0400 to 0402; empty unless digits. */
    public OptionalLong number(int tag) {
        return index.number(tag);
    }

    /** A PDS as sign and minor units, such as the totals 0380 to 0396. */
    public Optional<SignedAmount> signedAmount(int tag) {
        return index.value(tag).flatMap(SignedAmount::parse);
    }

    /** The tags in the order sent. */
    public IntStream tags() {
        return index.tags();
    }

    /** Any PDS as sent; the first one, where an unknown tag stands twice. */
    public Optional<String> text(int tag) {
        return index.value(tag);
    }

    /** The values in the order of {@link #tags}. */
    public List<String> texts() {
        return IntStream.range(0, (int) tags().count()).mapToObj(index::valueAt).toList();
    }

    /** Only the tags. */
    @Override
    public String toString() {
        return tags().mapToObj("%04d"::formatted).toList().toString();
    }

    private boolean startsWithR(int tag) {
        return index.value(tag).filter(value -> value.startsWith("R")).isPresent();
    }

    private Stream<String> groups(int tag, int length) {
        String value = index.value(tag).orElse("");
        List<String> groups = new ArrayList<>(value.length() / length);
        for (int from = 0; from + length <= value.length(); from += length) {
            groups.add(value.substring(from, from + length));
        }
        return groups.stream();
    }

    static Optional<LocalDate> date(String yearMonthDay) {
        OptionalLong number = PdsIndex.number(yearMonthDay);
        if (number.isEmpty() || yearMonthDay.length() != 6) {
            return Optional.empty();
        }
        int digits = (int) number.getAsLong();
        try {
            return Optional.of(
                    LocalDate.of(2000 + digits / 10_000, digits / 100 % 100, digits % 100));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
