package io.kessai.baseii;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.domain.Pan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the layout table allows survives writing and reading, however it is framed. */
class RoundTripTest {
    private static final FileHeader HEADER =
            new FileHeader("400000", LocalDate.of(2026, 11, 21), false, "001");

    @Property(tries = 300)
    void whatIsReadIsWhatWasWritten(
            @ForAll("framings") BaseIIFraming framing, @ForAll Random random) throws IOException {
        List<BaseIITransaction> written = transactions(random, 1 + random.nextInt(30));
        byte[] file = file(framing, written);

        List<BaseIITransaction> read = new ArrayList<>();
        for (BaseIIRecord record : records(file)) {
            assertTrue(record instanceof BaseIITransaction, record::toString);
            BaseIITransaction transaction = (BaseIITransaction) record;
            if (!transaction.code().isEnvelope()) {
                read.add(transaction);
            }
        }
        assertEquals(written.size(), read.size());
        for (int i = 0; i < read.size(); i++) {
            assertTrue(written.get(i).hasContentOf(read.get(i)), "transaction " + i);
        }
    }

    @Property(tries = 300)
    void aWrittenFileBalances(@ForAll("framings") BaseIIFraming framing, @ForAll Random random)
            throws IOException {
        byte[] file = file(framing, transactions(random, 1 + random.nextInt(30)));
        BaseIIFileSummary summary = check(file);
        assertEquals(List.of(), summary.fatal());
        assertTrue(summary.isBalanced());
        assertEquals(0, summary.damaged());
    }

    @Property(tries = 200)
    void everyLocationIsWhereTheRecordStands(
            @ForAll("framings") BaseIIFraming framing, @ForAll Random random) throws IOException {
        byte[] file = file(framing, transactions(random, 1 + random.nextInt(10)));
        int ends =
                switch (framing.delimiter()) {
                    case NONE -> 0;
                    case LF -> 1;
                    case CRLF -> 2;
                };
        long expected = 0;
        long number = 0;
        for (BaseIIRecord record : records(file)) {
            assertEquals(++number, record.location().number());
            assertEquals(expected, record.location().byteOffset());
            expected += (long) record.tcrCount() * (framing.form().length() + ends);
        }
        assertEquals(file.length, expected);
    }

    @Property(tries = 100)
    void aFileReadInSmallBitesIsTheSame(
            @ForAll("framings") BaseIIFraming framing, @ForAll Random random) throws IOException {
        // More than one buffer of the reader.
        byte[] file = file(framing, transactions(random, 300));
        assertTrue(file.length > 1 << 16);
        BaseIIReader reader = BaseIIReader.open(new DribblingStream(file, random), "day.ctf");
        for (BaseIIRecord expected : records(file)) {
            BaseIIRecord read = reader.next().orElseThrow();
            assertEquals(expected.location(), read.location());
            assertTrue(((BaseIITransaction) expected).hasContentOf((BaseIITransaction) read));
        }
        assertFalse(reader.next().isPresent());
    }

    @Provide
    Arbitrary<BaseIIFraming> framings() {
        return allFramings();
    }

    static Arbitrary<BaseIIFraming> allFramings() {
        return Combinators.combine(
                        Arbitraries.of(BaseIIFraming.Encoding.values()),
                        Arbitraries.of(BaseIIFraming.Delimiter.values()),
                        Arbitraries.of(BaseIIFraming.Form.values()))
                .as(BaseIIFraming::new);
    }

    /** A file of one or more batches. */
    static byte[] file(BaseIIFraming framing, List<BaseIITransaction> transactions)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BaseIIWriter writer = new BaseIIWriter(out, framing);
        writer.header(HEADER);
        for (int i = 0; i < transactions.size(); i++) {
            writer.transaction(transactions.get(i));
            if (i % 7 == 6) {
                writer.batchTrailer();
            }
        }
        if (transactions.size() % 7 != 0) {
            writer.batchTrailer();
        }
        writer.fileTrailer();
        return out.toByteArray();
    }

    static List<BaseIIRecord> records(byte[] file) throws IOException {
        BaseIIReader reader = BaseIIReader.open(new ByteArrayInputStream(file), "day.ctf");
        List<BaseIIRecord> records = new ArrayList<>();
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            records.add(next.get());
        }
        return records;
    }

    static BaseIIFileSummary check(byte[] file) throws IOException {
        BaseIIFileCheck check = new BaseIIFileCheck("day.ctf", BaseIIOptions.defaults());
        records(file).forEach(check::accept);
        return check.finish();
    }

    static List<BaseIITransaction> transactions(Random random, int count) {
        List<BaseIITransaction> transactions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            transactions.add(transaction(random));
        }
        return transactions;
    }

    /** Some fields of some TCRs of any code that has a layout, filled with what they allow. */
    private static BaseIITransaction transaction(Random random) {
        int[] codes = {5, 6, 7, 15, 16, 17, 25, 26, 27, 35, 36, 37, 10, 20, 46, 1, 2, 3, 4};
        TransactionCode code = TransactionCode.of(codes[random.nextInt(codes.length)]);
        TransactionCode original = TransactionCode.of(codes[random.nextInt(15)]);
        BaseIITransactionBuilder builder =
                code.isReturned()
                        ? BaseIITransactionBuilder.returned(code, original)
                        : BaseIITransactionBuilder.of(code);
        return filled(
                builder,
                Layout.of(code.isReturned() ? original : code),
                random.nextInt(256),
                random);
    }

    /**
     * All fields of some TCRs.
     *
     * @param tcrs a bit for each, besides TCR 0
     */
    static BaseIITransaction filled(TransactionCode code, int tcrs, Random random) {
        return filled(BaseIITransactionBuilder.of(code), Layout.of(code), tcrs, random);
    }

    private static BaseIITransaction filled(
            BaseIITransactionBuilder builder, Layout layout, int tcrs, Random random) {
        for (LayoutField field : layout.fields()) {
            if (field.tcr() == '0' || (tcrs >> (field.tcr() - '0') & 1) == 1) {
                fill(builder, field, random);
            }
        }
        return builder.build();
    }

    private static void fill(BaseIITransactionBuilder builder, LayoutField field, Random random) {
        switch (field.format()) {
            case DIGITS, DIGITS_OR_BLANK -> builder.text(field.name(), digits(field, random));
            case PAN -> builder.pan(field.name(), pan(13 + random.nextInt(7), random));
            case PAN_OR_BLANK -> builder.pan(field.name(), pan(13 + random.nextInt(4), random));
            case CURRENCY, CURRENCY_OR_NONE -> builder.text(field.name(), "978");
            case MONTH_DAY, MONTH_DAY_OR_NONE -> builder.text(field.name(), "0229");
            case YEAR_DAY, YEAR_DAY_OR_NONE -> builder.text(field.name(), "24366");
            case CREDIT_DEBIT, CREDIT_DEBIT_OR_BLANK ->
                    builder.text(field.name(), random.nextBoolean() ? "C" : "D");
            case TEXT -> builder.text(field.name(), text(field.length(), random));
        }
    }

    private static String digits(LayoutField field, Random random) {
        return random.ints(field.length(), 0, 10)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }

    /** A number with its Luhn digit, which is not 0: an extension of 000 means none. */
    static Pan pan(int length, Random random) {
        while (true) {
            StringBuilder digits = new StringBuilder("4");
            random.ints(length - 2, 0, 10).forEach(digits::append);
            for (int check = 1; check < 10; check++) {
                Pan pan = Pan.of(digits.toString() + check).orElseThrow();
                if (pan.passesLuhn()) {
                    return pan;
                }
            }
        }
    }

    /** Anything printable, letters of ISO 8859-1 too. */
    private static String text(int length, Random random) {
        String alphabet = "ABCXYZabcxyz0123456789 -.,'/&*+()[]{}|^!#\u00e9\u00fc\u00df\u00d1";
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(length + 1), 0, alphabet.length())
                .forEach(i -> text.append(alphabet.charAt(i)));
        return text.toString();
    }
}
