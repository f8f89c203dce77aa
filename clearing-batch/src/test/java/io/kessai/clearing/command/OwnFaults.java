package io.kessai.clearing.command;

import io.kessai.clearing.ingest.SampleFiles;
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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the program itself refuses, or makes an exception, of files that the formats let through.
 */
final class OwnFaults {
    private static final String ARN = "74321006325000000000012";
    private static final String PLACE = "own.ipm, logical file 1, record 2 at byte 78: ";

    private static final String TOO_MANY =
            "a file may have 10000 logical files and this has more; ask the sender for several"
                    + " files";

    private OwnFaults() {}

    static Stream<Fault> files() {
        return Stream.concat(refusedAtOnce(), tooManyLogicalFiles());
    }

    private static Stream<Fault> refusedAtOnce() {
        String test = "the file is marked as a test; deliver it to a test environment";
        return Stream.of(
                new Fault(
                        "an empty file",
                        "own.ipm",
                        new byte[0],
                        List.of(
                                "EMPTY_FILE: the file is empty; ask the sender for the whole file"
                                        + " again")),
                new Fault(
                        "nothing but padding of Visa's",
                        "own.ctf",
                        ("00" + " ".repeat(166) + "\n").getBytes(StandardCharsets.US_ASCII),
                        List.of(
                                "NO_RECORDS: own.ctf, logical file 0, record 0 at byte 0: the file"
                                        + " has no records; ask the sender for the file; there is"
                                        + " nothing to post.")),
                new Fault(
                        "a test file of Mastercard",
                        "own.ipm",
                        ipm(ProcessingMode.TEST, purchase(1000)),
                        List.of("TEST_FILE: " + test)),
                new Fault(
                        "a test file of Visa",
                        "own.ctf",
                        testFileOfVisa(),
                        List.of("TEST_FILE: " + test)));
    }

    private static Stream<Fault> tooManyLogicalFiles() {
        return Stream.of(
                new Fault(
                        "one logical file of Mastercard's too many",
                        "own.ipm",
                        logicalFiles(10_001),
                        List.of(
                                "TOO_MANY_LOGICAL_FILES: own.ipm, logical file 10001, record 20001"
                                        + " at byte 1860000: "
                                        + TOO_MANY)),
                new Fault(
                        "nothing but headers of Visa's",
                        "own.ctf",
                        lines(10_001, 0),
                        List.of(
                                "TOO_MANY_LOGICAL_FILES: own.ctf, logical file 10001, record 10001"
                                        + " at byte 1690000: "
                                        + TOO_MANY)),
                new Fault(
                        "nothing but trailers of Visa's behind a header",
                        "own.ctf",
                        lines(1, 10_001),
                        List.of(
                                "TOO_MANY_LOGICAL_FILES: own.ctf, logical file 1, record 10002 at"
                                        + " byte 1690169: "
                                        + TOO_MANY)));
    }

    static Stream<Fault> records() {
        return Stream.concat(ofTheWholeRecord(), ofItsAmounts());
    }

    private static Stream<Fault> ofTheWholeRecord() {
        return Stream.of(
                of(
                        "a wrong check digit",
                        purchase(1000).pan(Pan.of("9999000000000001").orElseThrow()),
                        "PAN_LUHN: "
                                + PLACE
                                + "the card number fails its check digit; find the card by its"
                                + " ARN"),
                of(
                        "a currency that is none",
                        purchase(1000).set(49, "998"),
                        "CURRENCY_UNKNOWN: "
                                + PLACE
                                + "a currency code is not one of ISO 4217; ask the network which"
                                + " one is meant"),
                of(
                        "a processing code of no direction",
                        purchase(1000).set(3, "990000"),
                        "PROCESSING_CODE_UNKNOWN: "
                                + PLACE
                                + "the processing code (DE3) is not one that says which way money"
                                + " goes; ask the network what is meant"),
                of(
                        "a presentment of an unknown function",
                        purchase(1000).set(24, "201"),
                        "MESSAGE_UNKNOWN: "
                                + PLACE
                                + "the message type and function code (DE24) do not say what its"
                                + " amount is for; ask the network what is meant"));
    }

    private static Stream<Fault> ofItsAmounts() {
        return Stream.of(
                of(
                        "fees beyond counting",
                        purchase(1000)
                                .pds(146, ("002900" + "392999999999999".repeat(2)).repeat(10)),
                        "FEES_OUT_OF_RANGE: "
                                + PLACE
                                + "its fees (PDS 0146, 0147) are of several currencies or add up to"
                                + " more than can be counted; ask the network for them"),
                of(
                        "a part of a yen",
                        purchase(1005).pds(148, "3922"),
                        "EXPONENT_INEXACT: "
                                + PLACE
                                + "an amount cannot be written in its currency's minor unit (PDS"
                                + " 0148); ask the network for the exact amount"),
                of(
                        "an amount billed as nothing",
                        purchase(1000).amount(6, 0).set(51, "392"),
                        "BILLING_AMOUNT_MISSING: "
                                + PLACE
                                + "a billing currency is named and the billing amount is zero; ask"
                                + " the network for the amount"),
                of(
                        "twice the amount by a rate of one",
                        purchase(1000).amount(6, 2000).set(51, "392").set(10, "61000000"),
                        "BILLING_AMOUNT_OFF_RATE: "
                                + PLACE
                                + "the billing amount (DE6) is not DE4 by the rate DE10; ask the"
                                + " network which one is right"));
    }

    /** A sound file of one purchase. */
    static byte[] sound(long yen) {
        return ipm(ProcessingMode.PRODUCTION, purchase(yen));
    }

    /** Empty ones, each with an id of its own. */
    static byte[] logicalFiles(int count) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (IpmWriter writer =
                IpmWriter.open(bytes, new IpmFormat(IpmEncoding.ASCII, IpmFraming.VBS))) {
            for (int i = 1; i <= count; i++) {
                LocalDate date = LocalDate.of(2026, 11, 21);
                writer.begin(
                        new IpmFileId("001", date, "00000012345", "%05d".formatted(i)),
                        ProcessingMode.PRODUCTION);
                writer.end();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] lines(int headers, int trailers) {
        try {
            String[] sound =
                    new String(SampleFiles.baseII("001", false, 1000), StandardCharsets.US_ASCII)
                            .split("(?<=\n)", -1);
            String trailer =
                    Stream.of(sound).filter(line -> line.startsWith("92")).findFirst().orElse("");
            return (sound[0].repeat(headers) + trailer.repeat(trailers))
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Fault of(String name, IpmDraft message, String told) {
        return new Fault(name, "own.ipm", ipm(ProcessingMode.PRODUCTION, message), List.of(told));
    }

    private static IpmDraft purchase(long yen) {
        return SampleFiles.purchase(SampleFiles.card(), yen, ARN);
    }

    private static byte[] ipm(ProcessingMode mode, IpmDraft message) {
        try {
            return SampleFiles.ipm("00001", mode, List.of(message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] testFileOfVisa() {
        try {
            return SampleFiles.baseII("001", true, 1000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
