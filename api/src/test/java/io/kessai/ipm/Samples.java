package io.kessai.ipm;

import io.kessai.domain.Pan;
import io.kessai.iso8583.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Files and messages for the tests of this package. */
final class Samples {
    static final String NAME = "TEST.IPM";
    static final IpmFileId ID = IpmFileId.parse("0012606300000000123400001").orElseThrow();
    static final IpmFormat PLAIN = new IpmFormat(IpmEncoding.ASCII, IpmFraming.VBS);

    private Samples() {}

    /** What is done with a writer to make a file. */
    interface Writing {
        void to(IpmWriter writer) throws IOException;
    }

    static byte[] file(IpmFormat format, Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (IpmWriter writer = IpmWriter.open(out, format)) {
            writing.to(writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** One logical file around these messages. */
    static byte[] file(IpmFormat format, List<IpmDraft> drafts) {
        return file(
                format,
                writer -> {
                    writer.begin(ID, ProcessingMode.PRODUCTION);
                    for (IpmDraft draft : drafts) {
                        writer.add(draft);
                    }
                    writer.end();
                });
    }

    static IpmReader reader(byte[] file) {
        return reader(file, IpmOptions.standard().withFileBytes(file.length));
    }

    static IpmReader reader(byte[] file, IpmOptions options) {
        try {
            return IpmReader.open(new ByteArrayInputStream(file), NAME, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<IpmRecord> records(IpmReader reader) {
        List<IpmRecord> records = new ArrayList<>();
        try {
            Optional<IpmRecord> next = reader.next();
            while (next.isPresent()) {
                records.add(next.get());
                next = reader.next();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }

    /** A purchase of 12.34 euros with what an issuer is usually sent. */
    static IpmDraft presentment() {
        return IpmDraft.of("1240", 200)
                .pan(Pan.of("9999000000000012").orElseThrow())
                .set(3, "000000")
                .amount(4, 1234)
                .amount(5, 1234)
                .amount(6, 1234)
                .set(9, "61000000")
                .set(10, "61000000")
                .set(12, "260630213456")
                .set(22, "A00101511344")
                .set(26, "5812")
                .set(31, "15999996181000000000018")
                .set(32, "599999")
                .set(33, "200001")
                .set(37, "618112000123")
                .set(38, "A1B2C3")
                .set(41, "TERM0001")
                .set(42, "MERCHANT0000001")
                .set(43, "KESSAI COFFEE\\MAIN STREET 1\\DUBLIN\\D02XY45      IRL")
                .set(49, "978")
                .set(50, "978")
                .set(51, "978")
                .chipData(Bytes.ofHex("9F2608010203040506070882025980"))
                .set(63, "1MCC1234560630  ")
                .set(93, "12345")
                .set(94, "54321")
                .pds(2, "MCC")
                .pds(3, "MCC")
                .pds(23, "CT1")
                .pds(146, "000100978000000000012978000000000012")
                .pds(148, "9782")
                .pds(158, "MCC2001001752606300112345678NN")
                .pds(
                        159,
                        "00000012345"
                                + "1234567890123456789012345678"
                                + "1"
                                + "EU00000001"
                                + " "
                                + "260630"
                                + "01"
                                + "260701"
                                + "01")
                .pds(165, "M")
                .pds(191, "2");
    }

    static IpmFormat anyFormat(Random random) {
        return new IpmFormat(
                any(List.of(IpmEncoding.values()), random),
                any(List.of(IpmFraming.values()), random));
    }

    /** A message of random elements and PDSs that the layout allows. */
    static IpmDraft anyMessage(Random random) {
        String[] types = {"1240", "1442", "1644", "1740"};
        IpmDraft draft = IpmDraft.of(types[random.nextInt(types.length)], random.nextInt(690));
        for (int number = 2; number <= IpmLayout.ELEMENTS_MAX; number++) {
            Optional<ElementLayout> element = IpmLayout.standard().element(number);
            if (element.isPresent() && (random.nextInt(3) == 0 || isNeeded(element.get()))) {
                set(draft, element.get(), random);
            }
        }
        for (int i = random.nextInt(12); i > 0; i--) {
            draft.pds(1000 + random.nextInt(100), text(Content.ANY, random.nextInt(300), random));
        }
        IntStream.of(25, 52, 148, 158, 268, 380, 400)
                .filter(tag -> random.nextBoolean())
                .forEach(tag -> draft.pds(tag, value(tag, random)));
        return draft;
    }

    private static <T> T any(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static boolean isNeeded(ElementLayout element) {
        return !element.neededBy().isEmpty();
    }

    private static void set(IpmDraft draft, ElementLayout element, Random random) {
        int number = element.number();
        int max = Math.min(element.length(), 120);
        int length = element.prefixDigits() == 0 ? element.length() : random.nextInt(max + 1);
        if (number == 55) {
            byte[] chipData = new byte[length];
            random.nextBytes(chipData);
            draft.chipData(Bytes.of(chipData));
        } else if (number == 2) {
            draft.set(2, text(Content.N, 13 + random.nextInt(7), random));
        } else if (number != 24 && number != 71 && !IpmLayout.carriesPds(number)) {
            draft.set(number, text(element.content(), length, random));
        }
    }

    private static String value(int tag, Random random) {
        PdsLayout pds = IpmLayout.standard().pds(tag).orElseThrow();
        return text(pds.content(), pds.lengthMin(), random);
    }

    private static String text(Content content, int length, Random random) {
        String digits = "0123456789";
        String alphabet =
                switch (content) {
                    case N, SIGNED -> digits;
                    case AN -> digits + "ABCxyz ";
                    case ANS -> digits + "ABCxyz ![]^|\\/~\u00e9\u00ff";
                    case ANY -> digits + "ABC \n\0\u0085\u00e9";
                    case BINARY, PDS -> throw new IllegalArgumentException("no text");
                };
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        if (content == Content.SIGNED) {
            text.setCharAt(0, random.nextBoolean() ? 'C' : 'D');
        }
        return text.toString();
    }
}
