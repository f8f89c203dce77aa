package io.kessai.baseii;

import static io.kessai.baseii.RoundTripTest.file;
import static io.kessai.baseii.RoundTripTest.records;
import static io.kessai.baseii.RoundTripTest.transactions;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.domain.Pan;
import io.kessai.domain.PanAccess;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Damaged files: never an exception, never a record gone without the check saying so. */
class DamageTest {

    @Property(tries = 400)
    void anyBytesAreReadWithoutAnException(@ForAll byte[] bytes) throws IOException {
        BaseIIFileSummary summary = RoundTripTest.check(bytes);
        assertFalse(summary.isBalanced());
    }

    @Property(tries = 400)
    void damagedBytesNeverThrowAndEveryAccessorAnswers(
            @ForAll("framings") BaseIIFraming framing, @ForAll Random random) throws IOException {
        byte[] file = file(framing, transactions(random, 5));
        for (int i = 0; i < 1 + random.nextInt(20); i++) {
            file[random.nextInt(file.length)] = (byte) random.nextInt(256);
        }
        for (BaseIIRecord record : records(file)) {
            switch (record) {
                case BaseIITransaction transaction -> askAll(transaction);
                case BaseIIDamaged piece -> piece.readable().ifPresent(DamageTest::askAll);
            }
        }
        RoundTripTest.check(file);
    }

    /** Whatever happened to it: what balances has all its transactions, and the totals agree. */
    @Property(tries = 1000)
    void whatBalancesIsWhole(@ForAll("framings") BaseIIFraming framing, @ForAll Random random)
            throws IOException {
        List<BaseIITransaction> written = transactions(random, 1 + random.nextInt(6));
        byte[] file = damaged(file(framing, written), random);
        BaseIIFileSummary summary = RoundTripTest.check(file);
        if (summary.isBalanced()) {
            assertEquals(1, summary.files().size());
            BaseIILogicalFile only = summary.files().getFirst();
            // Header and the batch trailer come to them; the trailers count themselves.
            assertEquals(written.size() + 3, summary.records());
            assertEquals(only.claimed().orElseThrow(), only.counted());
        }
    }

    /** Changes, cuts out or doubles a few bytes. */
    private static byte[] damaged(byte[] sound, Random random) {
        byte[] file = sound.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(file.length);
            int count = random.nextInt(Math.min(200, file.length - at));
            switch (random.nextInt(4)) {
                case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> file[at] = (byte) random.nextInt(256);
                case 2 -> {
                    System.arraycopy(file, at + count, file, at, file.length - at - count);
                    file = Arrays.copyOf(file, file.length - count);
                }
                default -> {
                    byte[] longer = Arrays.copyOf(file, file.length + count);
                    System.arraycopy(file, at, longer, at + count, file.length - at);
                    file = longer;
                }
            }
        }
        return file;
    }

    @Property(tries = 400)
    void aFileCutAnywhereIsRefused(@ForAll("framings") BaseIIFraming framing, @ForAll Random random)
            throws IOException {
        byte[] file = file(framing, transactions(random, 5));
        // The last line's end may be missing: nothing is lost then.
        int kept = random.nextInt(file.length - 2);
        assertFalse(RoundTripTest.check(Arrays.copyOf(file, kept)).isBalanced());
    }

    @Property(tries = 400)
    void aFileThatLacksOrRepeatsATcrIsRefused(
            @ForAll("framings") BaseIIFraming framing, @ForAll Random random) throws IOException {
        byte[] file = file(framing, transactions(random, 5));
        int stride = file.length / pieces(file);
        int at = stride * random.nextInt(file.length / stride);
        byte[] without = new byte[file.length - stride];
        System.arraycopy(file, 0, without, 0, at);
        System.arraycopy(file, at + stride, without, at, without.length - at);
        assertFalse(RoundTripTest.check(without).isBalanced(), "lacks the one at " + at);

        byte[] twice = new byte[file.length + stride];
        System.arraycopy(file, 0, twice, 0, at + stride);
        System.arraycopy(file, at, twice, at + stride, file.length - at);
        assertFalse(RoundTripTest.check(twice).isBalanced(), "repeats the one at " + at);
    }

    @Property(tries = 400)
    void aChangedDigitOfAnAmountIsNoticed(
            @ForAll("framings") BaseIIFraming framing, @ForAll Random random) throws IOException {
        List<BaseIITransaction> drafts =
                transactions(random, 40).stream().filter(t -> t.code().isPresentment()).toList();
        byte[] file = file(framing, drafts);
        int stride = file.length / pieces(file);
        int shift = framing.form() == BaseIIFraming.Form.ITF ? 2 : 0;
        for (int i = 0; i < pieces(file); i++) {
            int start = i * stride;
            boolean isDraft = "567".indexOf((char) ('0' + (file[start + 1] & 0x0F))) >= 0;
            if (isDraft && (file[start + shift + 3] & 0x0F) == 0 && (file[start] & 0x0F) == 0) {
                byte[] changed = file.clone();
                int digit = start + shift + 61 + random.nextInt(12);
                changed[digit] = (byte) ((changed[digit] & 0xF0) | (9 - (changed[digit] & 0x0F)));
                assertFalse(RoundTripTest.check(changed).isBalanced());
            }
        }
    }

    @Property(tries = 300)
    void faultsAndRecordsNeverPrintCardData(
            @ForAll("framings") BaseIIFraming framing, @ForAll Random random) throws IOException {
        List<BaseIITransaction> written = transactions(random, 5);
        List<String> numbers =
                written.stream()
                        .flatMap(t -> t.pan().stream())
                        .map((Pan pan) -> pan.reveal(PanAccess.get()))
                        .toList();
        byte[] file = file(framing, written);
        for (int i = 0; i < 10; i++) {
            file[random.nextInt(file.length)] = (byte) random.nextInt(256);
        }
        String printed = records(file).stream().map(Object::toString).collect(Collectors.joining());
        String told = printed + RoundTripTest.check(file);
        numbers.forEach(number -> assertFalse(told.contains(number)));
    }

    @Property(tries = 100)
    void randomDamageInsideALineLeavesTheOtherRecordsWhereTheyWere(@ForAll Random random)
            throws IOException {
        byte[] file = file(BaseIIFraming.asciiLines(), transactions(random, 20));
        int records = records(file).size();
        // The sixth TCR loses a character: a line of another length.
        byte[] shorter = new byte[file.length - 1];
        int at = 5 * 169 + 10 + random.nextInt(100);
        System.arraycopy(file, 0, shorter, 0, at);
        System.arraycopy(file, at + 1, shorter, at, shorter.length - at);
        List<BaseIIRecord> read = records(shorter);
        assertTrue(read.size() >= records, read.size() + " of " + records);
        List<BaseIIFaultType> lengths =
                read.stream()
                        .flatMap(r -> r instanceof BaseIIDamaged d ? d.faults().stream() : null)
                        .map(BaseIIFault::type)
                        .filter(type -> type == BaseIIFaultType.RECORD_LENGTH)
                        .toList();
        assertEquals(1, lengths.size());
    }

    @Provide
    Arbitrary<BaseIIFraming> framings() {
        return RoundTripTest.allFramings();
    }

    private static int pieces(byte[] file) throws IOException {
        return records(file).stream().mapToInt(BaseIIRecord::tcrCount).sum();
    }

    private static void askAll(BaseIITransaction transaction) {
        List<Object> answers =
                List.of(
                        transaction.pan(),
                        transaction.paymentToken(),
                        transaction.acquirerReference(),
                        transaction.purchaseDate(),
                        transaction.centralProcessingDate(),
                        transaction.sourceAmount(),
                        transaction.destinationAmount(),
                        transaction.merchantName(),
                        transaction.merchantCategory(),
                        transaction.usageCode(),
                        transaction.cashback(),
                        transaction.transactionId(),
                        transaction.authorizedAmount(),
                        transaction.totalAuthorizedAmount(),
                        transaction.clearingSequence(),
                        transaction.interchangeFee(),
                        transaction.header(),
                        transaction.trailer(),
                        transaction.settlementTotal(),
                        transaction.returnedItem(),
                        transaction.isCollectionOnly());
        assertEquals(21, answers.size());
    }
}
