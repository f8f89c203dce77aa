package io.kessai.local.network.clearing;

import io.kessai.baseii.BaseIIDamaged;
import io.kessai.baseii.BaseIIFileCheck;
import io.kessai.baseii.BaseIIOptions;
import io.kessai.baseii.BaseIIReader;
import io.kessai.baseii.BaseIIRecord;
import io.kessai.baseii.BaseIITransaction;
import io.kessai.baseii.SettlementTotal;
import io.kessai.domain.AcquirerReferenceNumber;
import io.kessai.domain.Direction;
import io.kessai.domain.Money;
import io.kessai.domain.Pan;
import io.kessai.domain.PanAccess;
import io.kessai.domain.clearing.CardNetwork;
import io.kessai.ipm.DamagedRecord;
import io.kessai.ipm.IpmFileCheck;
import io.kessai.ipm.IpmMessage;
import io.kessai.ipm.IpmOptions;
import io.kessai.ipm.IpmReader;
import io.kessai.ipm.IpmRecord;
import io.kessai.ipm.ProcessingMode;
import io.kessai.ipm.SignedAmount;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file as its receiver reads it.
 *
 * @param refusals the reasons to refuse it, in their order
 * @param records by number
 * @param nets what the network says it settles, credits less debits, by currency
 */
record ReadBack(
        List<String> refusals, SortedMap<Long, Seen> records, SortedMap<String, Long> nets) {

    /** PDS 0394: net of the transaction amounts. */
    private static final int NET = 394;

    /** What names a record, as far as it carries it; and its amount in the transaction currency. */
    record Seen(String pan, String arn, long amount, long billed) {}

    static ReadBack of(CardNetwork network, byte[] content) throws IOException {
        return switch (network) {
            case MASTERCARD -> ipm(content);
            case VISA -> baseII(content);
        };
    }

    private static ReadBack ipm(byte[] content) throws IOException {
        IpmReader reader =
                IpmReader.open(
                        new ByteArrayInputStream(content),
                        "file",
                        IpmOptions.standard().withFileBytes(content.length));
        IpmFileCheck check = new IpmFileCheck("file", Set.of(ProcessingMode.PRODUCTION));
        SortedMap<Long, Seen> records = new TreeMap<>();
        SortedMap<String, Long> nets = new TreeMap<>();
        for (Optional<IpmRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
            check.accept(next.get());
            records.put(next.get().location().number(), seen(next.get()));
            if (next.get() instanceof IpmMessage message) {
                message.additional()
                        .signedAmount(NET)
                        .ifPresent(net -> add(nets, message.text(50), net));
            }
        }
        return new ReadBack(
                check.finish().faults().stream().map(fault -> fault.rule().name()).toList(),
                records,
                nets);
    }

    private static Seen seen(IpmRecord record) {
        return switch (record) {
            case IpmMessage message -> seen(message);
            case DamagedRecord damaged ->
                    damaged.readable().map(ReadBack::seen).orElse(new Seen("", "", 0, 0));
        };
    }

    private static Seen seen(IpmMessage message) {
        return new Seen(
                digits(message.pan()),
                message.acquirerReference().map(AcquirerReferenceNumber::text).orElse(""),
                message.amount().orElse(0),
                message.billingAmount().orElse(0));
    }

    private static ReadBack baseII(byte[] content) throws IOException {
        BaseIIReader reader = BaseIIReader.open(new ByteArrayInputStream(content), "file");
        BaseIIFileCheck check = new BaseIIFileCheck("file", BaseIIOptions.defaults());
        SortedMap<Long, Seen> records = new TreeMap<>();
        SortedMap<String, Long> nets = new TreeMap<>();
        for (Optional<BaseIIRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
            check.accept(next.get());
            records.put(next.get().location().number(), seen(next.get()));
            if (next.get() instanceof BaseIITransaction transaction) {
                transaction.settlementTotal().ifPresent(total -> add(nets, total));
            }
        }
        return new ReadBack(
                check.finish().fatal().stream().map(fault -> fault.type().name()).toList(),
                records,
                nets);
    }

    private static Seen seen(BaseIIRecord record) {
        return switch (record) {
            case BaseIITransaction transaction -> seen(transaction);
            case BaseIIDamaged damaged ->
                    damaged.readable().map(ReadBack::seen).orElse(new Seen("", "", 0, 0));
        };
    }

    private static Seen seen(BaseIITransaction transaction) {
        return new Seen(
                digits(transaction.pan()),
                transaction.acquirerReference().map(AcquirerReferenceNumber::text).orElse(""),
                transaction.sourceAmount().map(Money::minorUnits).orElse(0L),
                transaction.destinationAmount().map(Money::minorUnits).orElse(0L));
    }

    private static void add(
            SortedMap<String, Long> nets, Optional<String> currency, SignedAmount net) {
        long signed = net.isCredit() ? net.minorUnits() : -net.minorUnits();
        nets.merge(currency.orElse(""), signed, Long::sum);
    }

    private static void add(SortedMap<String, Long> nets, SettlementTotal total) {
        SettlementTotal.Amount net = total.net().orElseThrow();
        long signed = net.direction() == Direction.CREDIT ? net.minorUnits() : -net.minorUnits();
        nets.merge(total.settlementCurrency().orElseThrow().digits(), signed, Long::sum);
    }

    private static String digits(Optional<Pan> pan) {
        return pan.map(number -> number.reveal(PanAccess.get())).orElse("");
    }
}
