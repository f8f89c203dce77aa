package io.kessai.ipm;

import static io.kessai.ipm.FileFaultCases.AGAIN;
import static io.kessai.ipm.FileFaultCases.CORRECTED;
import static io.kessai.ipm.FileFaultCases.at;
import static io.kessai.ipm.FileFaultCases.begin;
import static io.kessai.ipm.FileFaultCases.end;
import static io.kessai.ipm.FileFaultCases.numbered;
import static io.kessai.ipm.FileFaultCases.of;
import static io.kessai.ipm.FileFaultCases.text;

import io.kessai.ipm.FileFaultCases.Case;
import java.util.List;
import java.util.stream.Stream;

/** The part of {@link FileFaultCases} about headers, trailers and what these tell. */
final class EnvelopeFaultCases {
    private static final String OTHER_ID = "0012606300000000123400002";

    private EnvelopeFaultCases() {}

    static Stream<Case> all() {
        return Stream.of(unpaired(), identities(), marks(), totals(), numbers())
                .flatMap(List::stream);
    }

    private static List<Case> unpaired() {
        return List.of(
                of(
                        "no header",
                        Samples.file(
                                Samples.PLAIN,
                                writer -> {
                                    writer.write(numbered(1));
                                    writer.write(numbered(2));
                                }),
                        "HEADER_MISSING the record stands outside header (1644/697) and trailer "
                                + at(0, 1, 0)
                                + CORRECTED),
                of(
                        "a trailer alone",
                        Samples.file(Samples.PLAIN, writer -> writer.end()),
                        "HEADER_MISSING a trailer (1644/695) stands without its header (1644/697) "
                                + at(0, 1, 0)
                                + CORRECTED),
                of(
                        "no trailer",
                        Samples.file(Samples.PLAIN, FileFaultCases::begin),
                        "TRAILER_MISSING the file ends without a trailer (1644/695) "
                                + at(1, 1, 0)
                                + AGAIN),
                of(
                        "a header in a file",
                        Samples.file(
                                Samples.PLAIN,
                                writer -> {
                                    begin(writer);
                                    writer.begin(
                                            IpmFileId.parse(OTHER_ID).orElseThrow(),
                                            ProcessingMode.PRODUCTION);
                                    writer.end();
                                }),
                        "TRAILER_MISSING a header (1644/697) stands before the trailer of the file"
                                + " before it "
                                + at(2, 2, 78)
                                + AGAIN));
    }

    private static List<Case> identities() {
        return List.of(
                of(
                        "a header without file id and mode",
                        Samples.file(
                                Samples.PLAIN,
                                writer -> {
                                    writer.begin(IpmDraft.of("1644", 697));
                                    writer.end();
                                }),
                        "FILE_ID_UNREADABLE the header's file id (PDS 0105) is missing or has the"
                                + " wrong form "
                                + at(1, 1, 0)
                                + CORRECTED,
                        "PROCESSING_MODE_UNREADABLE the header's processing mode (PDS 0122) is not"
                                + " P or T "
                                + at(1, 1, 0)
                                + CORRECTED,
                        "FILE_ID_UNREADABLE the trailer's file id (PDS 0105) is missing or has the"
                                + " wrong form "
                                + at(1, 2, 35)
                                + CORRECTED),
                of(
                        "a trailer of another file",
                        trailer(
                                IpmDraft.of("1644", 695)
                                        .pds(105, OTHER_ID)
                                        .pds(301, "0".repeat(16))
                                        .pds(306, "00000002")),
                        "FILE_IDS_DIFFER the header has file id "
                                + Samples.ID
                                + " (PDS 0105), the trailer "
                                + OTHER_ID
                                + " "
                                + at(1, 2, 78)
                                + CORRECTED));
    }

    private static List<Case> marks() {
        return List.of(
                of(
                        "the same logical file twice",
                        Samples.file(
                                Samples.PLAIN,
                                writer -> {
                                    begin(writer);
                                    writer.end();
                                    begin(writer);
                                    writer.end();
                                }),
                        "FILE_ID_REPEATED file id "
                                + Samples.ID
                                + " (PDS 0105) stands in this file before "
                                + at(2, 3, 186)
                                + CORRECTED),
                of(
                        "a test file",
                        Samples.file(
                                Samples.PLAIN,
                                writer -> {
                                    writer.begin(Samples.ID, ProcessingMode.TEST);
                                    writer.end();
                                }),
                        "PROCESSING_MODE_REFUSED a test file (PDS 0122) is not accepted here "
                                + at(1, 1, 0)
                                + "; deliver it to the environment it was made for"),
                of(
                        "a file that takes another back",
                        Samples.file(
                                Samples.PLAIN,
                                writer -> {
                                    writer.begin(
                                            IpmDraft.of("1644", 697)
                                                    .pds(26, "R260629")
                                                    .pds(105, Samples.ID.toString())
                                                    .pds(122, "P"));
                                    writer.end();
                                }),
                        "FILE_REVERSAL the file takes a whole earlier file back (PDS 0026) "
                                + at(1, 1, 0)
                                + "; decide with the network how the earlier file is taken back"));
    }

    private static List<Case> totals() {
        return List.of(
                of(
                        "a trailer without totals",
                        trailer(IpmDraft.of("1644", 695).pds(105, Samples.ID.toString())),
                        "COUNT_UNREADABLE the trailer's message count (PDS 0306) is missing or"
                                + " damaged "
                                + at(1, 2, 78)
                                + CORRECTED,
                        "AMOUNT_SUM_UNREADABLE the trailer's amount checksum (PDS 0301) is missing"
                                + " or damaged "
                                + at(1, 2, 78)
                                + CORRECTED),
                of(
                        "totals that are wrong",
                        Samples.file(
                                Samples.PLAIN,
                                writer -> {
                                    begin(writer);
                                    writer.add(Samples.presentment());
                                    writer.end(4, 1235);
                                }),
                        "COUNT_WRONG the trailer tells 4 messages (PDS 0306) and there are 3 "
                                + at(1, 3, 626)
                                + CORRECTED,
                        "AMOUNT_SUM_WRONG the trailer tells the amount checksum 1235 (PDS 0301) and"
                                + " the amounts add up to 1234 "
                                + at(1, 3, 626)
                                + CORRECTED));
    }

    private static List<Case> numbers() {
        return List.of(
                of(
                        "message numbers that repeat and decrease",
                        Samples.file(
                                Samples.PLAIN,
                                writer -> {
                                    begin(writer);
                                    writer.write(text(2));
                                    writer.write(text(2));
                                    writer.write(text(1));
                                    end(writer, 5, 0);
                                }),
                        "MESSAGE_NUMBER_REPEATED message number 2 (DE 71) stands twice "
                                + at(1, 3, 113)
                                + CORRECTED,
                        "MESSAGE_NUMBER_DECREASED message number 1 (DE 71) stands behind 2 "
                                + at(1, 4, 148)
                                + CORRECTED,
                        "warning MESSAGE_NUMBER_GAP message number 5 (DE 71) stands where 2 is"
                                + " next "
                                + at(1, 5, 183)));
    }

    private static byte[] trailer(IpmDraft trailer) {
        return Samples.file(
                Samples.PLAIN,
                writer -> {
                    begin(writer);
                    writer.add(trailer);
                });
    }
}
