package io.kessai.clearing.ingest;

import io.kessai.baseii.BaseIIFraming;
import io.kessai.baseii.BaseIITransactionBuilder;
import io.kessai.baseii.BaseIIWriter;
import io.kessai.baseii.FileHeader;
import io.kessai.baseii.TransactionCode;
import io.kessai.domain.AcquirerReferenceNumber;
import io.kessai.domain.Currency;
import io.kessai.domain.Money;
import io.kessai.domain.Pan;
import io.kessai.ipm.IpmDraft;
import io.kessai.ipm.IpmEncoding;
import io.kessai.ipm.IpmFileId;
import io.kessai.ipm.IpmFormat;
import io.kessai.ipm.IpmFraming;
import io.kessai.ipm.IpmWriter;
import io.kessai.ipm.ProcessingMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/** Small clearing files of two yen purchases at one shop. */
public final class SampleFiles {
    static final LocalDate DATE = LocalDate.of(2026, 11, 21);
    static final Currency YEN = Currency.ofCode("JPY").orElseThrow();

    private SampleFiles() {}

    /** A card number of the test range with its check digit. */
    public static Pan card() {
        for (char check = '0'; check <= '9'; check++) {
            Pan pan = Pan.of("999900000000000" + check).orElseThrow();
            if (pan.passesLuhn()) {
                return pan;
            }
        }
        throw new IllegalStateException("one of ten digits passes");
    }

    public static byte[] ipm(String sequence, ProcessingMode mode, List<IpmDraft> messages)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (IpmWriter writer =
                IpmWriter.open(bytes, new IpmFormat(IpmEncoding.EBCDIC, IpmFraming.BLOCKED_40))) {
            writer.begin(new IpmFileId("001", DATE, "00000012345", sequence), mode);
            for (IpmDraft message : messages) {
                writer.add(message);
            }
            writer.end();
        }
        return bytes.toByteArray();
    }

    /** A first presentment of so many yen; 00 in DE3 is a purchase. */
    public static IpmDraft purchase(Pan card, long yen, String arn) {
        return about(IpmDraft.of("1240", 200), card, yen, arn);
    }

    /** Ours, come back. */
    static IpmDraft chargeback(Pan card, long yen, String arn) {
        return about(IpmDraft.of("1442", 450), card, yen, arn).set(25, "4853");
    }

    private static IpmDraft about(IpmDraft message, Pan card, long yen, String arn) {
        return message.pan(card)
                .set(3, "000000")
                .amount(4, yen)
                .set(12, "261120101500")
                .set(22, "510101514141")
                .set(26, "5411")
                .set(31, arn)
                .set(38, "A1B2C3")
                .set(41, "TERM0001")
                .set(42, "SHOP00000000001")
                .set(43, "SHOP\\STREET\\TOKYO\\1000001   13 JPN")
                .set(49, "392")
                .set(63, "1MCC1234561120  ")
                .pds(148, "3920")
                .pds(146, "002900" + "392" + "000000000012" + "392" + "000000000012");
    }

    public static byte[] baseII(String fileId, boolean test, long... yen) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BaseIIWriter writer = new BaseIIWriter(bytes, BaseIIFraming.asciiLines());
        writer.header(new FileHeader("400000", DATE, test, fileId));
        int sequence = 1;
        for (long amount : yen) {
            writer.transaction(
                    BaseIITransactionBuilder.of(TransactionCode.SALES_DRAFT)
                            .pan(card())
                            .acquirerReference(
                                    new AcquirerReferenceNumber(
                                            "74321006325%011d0".formatted(sequence++)))
                            .text("usage-code", "1")
                            .purchaseDate(DATE.minusDays(1))
                            .sourceAmount(Money.of(amount, YEN))
                            .destinationAmount(Money.of(amount, YEN))
                            .build());
        }
        writer.batchTrailer();
        writer.fileTrailer();
        return bytes.toByteArray();
    }
}
