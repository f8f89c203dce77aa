package io.kessai.ipm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.domain.AcquirerReferenceNumber;
import io.kessai.domain.Currency;
import io.kessai.domain.Pan;
import io.kessai.domain.RecordLocation;
import io.kessai.iso8583.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The hand-derived file of {@code records.golden}: what is read from it, and that it is written so.
 */
class GoldenRecordsTest {

    @ParameterizedTest
    @EnumSource(IpmEncoding.class)
    void thePresentmentIsRead(IpmEncoding encoding) {
        IpmMessage message = read(encoding).get(1);
        assertEquals(MessageKind.FIRST_PRESENTMENT, message.kind());
        assertEquals(1240, message.type());
        assertEquals(OptionalInt.of(200), message.functionCode());
        assertEquals(new RecordLocation(Samples.NAME, 1, 2, 78), message.location());
        assertEquals(Pan.of("9999000000000012"), message.pan());
        assertEquals("000000", message.processingCode().digits());
        assertEquals(OptionalLong.of(1234), message.amount());
        assertEquals(OptionalLong.empty(), message.reconciliationAmount());
        assertEquals(OptionalLong.of(1334), message.billingAmount());
        assertEquals(
                Optional.of(new BigDecimal("1.081000")),
                message.billingRate().map(ConversionRate::value));
        assertEquals(Optional.of(LocalDateTime.of(2026, 6, 30, 21, 34, 56)), message.localTime());
        assertEquals('1', message.posData().orElseThrow().cardPresence());
        assertEquals(Optional.of("5812"), message.merchantCategory());
        assertEquals(
                Optional.of(new AcquirerReferenceNumber("15999996181000000000018")),
                message.acquirerReference());
        assertEquals(Optional.of("A1B2C3"), message.approvalCode());
        assertEquals(
                Optional.of(
                        new CardAcceptor(
                                "KESSAI COFFEE!", "MAIN STREET 1", "DUBLIN", "D02XY45", "", "IRL")),
                message.cardAcceptor());
        assertEquals(Currency.ofCode("EUR"), message.currency());
        assertEquals(Currency.ofCode("USD"), message.billingCurrency());
        assertEquals(
                Optional.of(Bytes.ofHex("9F2608010203040506F0F19F36020031")), message.chipData());
        assertEquals(Optional.of(new TraceId("MCC", "123456", "0630")), message.traceId());
        assertEquals(OptionalLong.of(2), message.messageNumber());
        assertEquals(Optional.of("54321"), message.text(94));
        assertEquals("1240/200 (" + message.location() + ")", message.toString());
    }

    @ParameterizedTest
    @EnumSource(IpmEncoding.class)
    void itsAdditionalDataIsRead(IpmEncoding encoding) {
        AdditionalData additional = read(encoding).get(1).additional();
        assertEquals("[0023, 0148, 0158, 0165]", additional.toString());
        assertEquals(Optional.of("CT1"), additional.text(23));
        assertEquals(
                OptionalInt.of(2), additional.exponentOf(Currency.ofCode("EUR").orElseThrow()));
        assertEquals(
                OptionalInt.empty(), additional.exponentOf(Currency.ofCode("USD").orElseThrow()));
        assertEquals(
                Optional.of(new BusinessActivity("MCC", "2", "001001", "75", "260630", "01")),
                additional.businessActivity());
        assertEquals(Optional.of(new SettlementIndicator('M')), additional.settlementIndicator());
    }

    @ParameterizedTest
    @EnumSource(IpmEncoding.class)
    void theEnvelopeHolds(IpmEncoding encoding) {
        IpmFileCheck check = new IpmFileCheck(Samples.NAME, EnumSet.of(ProcessingMode.PRODUCTION));
        read(encoding).forEach(check::accept);
        IpmFileReport report = check.finish();
        assertEquals(List.of(), report.faults());
        assertTrue(report.isAcceptable());
        assertEquals(
                List.of(
                        new LogicalFile(
                                1,
                                Optional.of(
                                        new IpmFileId(
                                                "001",
                                                LocalDate.of(2026, 6, 30),
                                                "00000001234",
                                                "00001")),
                                Optional.of(ProcessingMode.PRODUCTION),
                                false,
                                3,
                                1234,
                                OptionalLong.of(3),
                                OptionalLong.of(1234))),
                report.logicalFiles());
    }

    @ParameterizedTest
    @EnumSource(IpmEncoding.class)
    void theWriterWritesTheSameBytes(IpmEncoding encoding) {
        IpmDraft presentment =
                IpmDraft.of("1240", 200)
                        .pan(Pan.of("9999000000000012").orElseThrow())
                        .set(3, "000000")
                        .amount(4, 1234)
                        .amount(6, 1334)
                        .set(10, "61081000")
                        .set(12, "260630213456")
                        .set(22, "A00101511344")
                        .set(26, "5812")
                        .set(31, "15999996181000000000018")
                        .set(38, "A1B2C3")
                        .set(42, "MERCHANT0000001")
                        .set(43, "KESSAI COFFEE!\\MAIN STREET 1\\DUBLIN\\D02XY45      IRL")
                        .set(49, "978")
                        .set(51, "840")
                        .chipData(Bytes.ofHex("9F2608010203040506F0F19F36020031"))
                        .set(63, "1MCC1234560630  ")
                        .set(94, "54321")
                        .pds(165, "M")
                        .pds(23, "CT1")
                        .pds(148, "9782")
                        .pds(158, "MCC2001001752606300112345678NN");
        byte[] written =
                Samples.file(new IpmFormat(encoding, IpmFraming.VBS), List.of(presentment));
        assertArrayEquals(golden(encoding), written);
    }

    private static List<IpmMessage> read(IpmEncoding encoding) {
        IpmReader reader = Samples.reader(golden(encoding));
        List<IpmRecord> records = Samples.records(reader);
        assertEquals(Optional.of(new IpmFormat(encoding, IpmFraming.VBS)), reader.format());
        return records.stream().map(r -> assertInstanceOf(IpmMessage.class, r)).toList();
    }

    /** The three records of one encoding, and the length of zero. */
    private static byte[] golden(IpmEncoding encoding) {
        StringBuilder hex = new StringBuilder();
        boolean isHere = false;
        for (String line : resource().lines().toList()) {
            if (line.startsWith("[")) {
                isHere = line.startsWith("[" + encoding.name());
            } else if (isHere && !line.isBlank()) {
                hex.append(line.split("\\|", -1)[0].replace(" ", ""));
            }
        }
        return HexFormat.of().parseHex(hex + "00000000");
    }

    private static String resource() {
        try (InputStream in = GoldenRecordsTest.class.getResourceAsStream("records.golden")) {
            if (in == null) {
                throw new IllegalStateException("records.golden is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
