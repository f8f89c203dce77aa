package io.kessai.ipm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.domain.PanAccess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever happens to a file, reading it never throws and no record is lost in silence. */
class IpmDamageTest {

    @Property(tries = 1000)
    void damageIsReadToTheEnd(@ForAll Random random) {
        byte[] file = damaged(anyFile(random), random);
        IpmFileReport report = check(file, EnumSet.allOf(ProcessingMode.class));
        assertTrue(report.records() > 0 || !report.isAcceptable());
    }

    @Property(tries = 1000)
    void noiseIsReadToTheEnd(@ForAll byte[] noise) {
        assertFalse(check(noise, EnumSet.allOf(ProcessingMode.class)).isAcceptable());
    }

    /**
     * One logical file: what is accepted has all its records, and its amounts are those the trailer
     * tells.
     */
    @Property(tries = 2000)
    void whatIsAcceptedIsWhole(@ForAll Random random) {
        int count = random.nextInt(20);
        byte[] sound = file(count, random);
        byte[] file = damaged(sound, random);
        IpmFileReport report = check(file, EnumSet.of(ProcessingMode.PRODUCTION));
        if (report.isAcceptable()) {
            LogicalFile only = report.logicalFiles().getFirst();
            assertEquals(report.records(), only.messages());
            assertEquals(only.messages(), only.trailerMessages().orElseThrow());
            assertEquals(only.amountSum(), only.trailerAmountSum().orElseThrow());
            assertEquals(count + 2, only.messages());
        }
    }

    @Property(tries = 500)
    void aFileThatIsCutIsRefusedUnlessOnlyPaddingIsGone(@ForAll Random random) {
        byte[] sound = file(1 + random.nextInt(10), random);
        int end = sound.length;
        while (IpmFraming.isFiller(sound[end - 1])) {
            end--;
        }
        byte[] cut = Arrays.copyOf(sound, random.nextInt(end));
        assertFalse(check(cut, EnumSet.of(ProcessingMode.PRODUCTION)).isAcceptable());
    }

    private static IpmFileReport check(byte[] file, EnumSet<ProcessingMode> accepted) {
        IpmFileCheck check = new IpmFileCheck(Samples.NAME, accepted);
        IpmReader reader = Samples.reader(file);
        long number = reader.format().isPresent() ? 0 : -1;
        for (IpmRecord record : Samples.records(reader)) {
            number++;
            assertEquals(number, record.location().number());
            touch(record);
            check.accept(record);
        }
        return check.finish();
    }

    /** Every accessor stands what was let through. */
    private static void touch(IpmRecord record) {
        switch (record) {
            case IpmMessage message -> touch(message);
            case DamagedRecord damaged -> {
                damaged.faults().forEach(fault -> assertFalse(fault.message().isEmpty()));
                damaged.readable().ifPresent(IpmDamageTest::touch);
            }
        }
    }

    private static void touch(IpmMessage message) {
        List<Object> read = new ArrayList<>();
        read.add(message.pan().map(pan -> pan.reveal(PanAccess.get())));
        read.add(message.processingCode());
        read.add(message.reconciliationRate());
        read.add(message.billingRate());
        read.add(message.localTime());
        read.add(message.posData());
        read.add(message.originalAmount());
        read.add(message.acquirerReference());
        read.add(message.approvalCode());
        read.add(message.cardAcceptor());
        read.add(message.currency());
        read.add(message.chipData());
        read.add(message.traceId());
        read.add(message.messageNumber());
        message.elements()
                .filter(n -> n != 2 && n != 55)
                .forEach(n -> read.add(message.text(n).orElseThrow()));
        AdditionalData additional = message.additional();
        read.addAll(additional.texts());
        read.add(additional.isReversal());
        read.add(additional.reversedOn());
        read.add(additional.fileId());
        read.add(additional.feeControlNumber());
        read.addAll(additional.fees());
        read.addAll(additional.preciseFees());
        message.currency().ifPresent(currency -> read.add(additional.exponentOf(currency)));
        read.add(additional.businessActivity());
        read.add(additional.settlement());
        read.add(additional.settlementIndicator());
        read.add(additional.partialAmount());
        read.add(additional.reconciledFile());
        read.add(additional.addendumOf());
        additional.tags().forEach(tag -> read.add(additional.signedAmount(tag)));
        assertFalse(read.isEmpty());
    }

    private static byte[] anyFile(Random random) {
        List<IpmDraft> drafts = new ArrayList<>();
        for (int i = random.nextInt(10); i > 0; i--) {
            drafts.add(random.nextBoolean() ? Samples.anyMessage(random) : Samples.presentment());
        }
        return Samples.file(Samples.anyFormat(random), drafts);
    }

    private static byte[] file(int presentments, Random random) {
        List<IpmDraft> drafts = new ArrayList<>();
        for (int i = 0; i < presentments; i++) {
            drafts.add(Samples.presentment().amount(4, random.nextInt(1_000_000)));
        }
        return Samples.file(Samples.anyFormat(random), drafts);
    }

    /** Changes, removes or repeats a few bytes. */
    private static byte[] damaged(byte[] sound, Random random) {
        byte[] file = sound.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(file.length);
            switch (random.nextInt(4)) {
                case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> file[at] = (byte) random.nextInt(256);
                case 2 -> file = Arrays.copyOf(file, Math.max(1, at));
                default -> file = spliced(file, at, random.nextInt(30));
            }
        }
        return file;
    }

    private static byte[] spliced(byte[] file, int at, int count) {
        int from = Math.max(0, at - count);
        byte[] longer = new byte[file.length + at - from];
        System.arraycopy(file, 0, longer, 0, at);
        System.arraycopy(file, from, longer, at, file.length - from);
        return longer;
    }
}
