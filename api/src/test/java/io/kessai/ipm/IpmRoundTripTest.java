package io.kessai.ipm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.kessai.domain.PanAccess;
import io.kessai.iso8583.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever the layout allows is read as it was written, in every format. */
class IpmRoundTripTest {

    @Property(tries = 300)
    void aFileIsReadAsItWasWritten(@ForAll Random random) {
        IpmFormat format = Samples.anyFormat(random);
        List<IpmDraft> drafts = new ArrayList<>();
        for (int i = random.nextInt(40); i >= 0; i--) {
            drafts.add(Samples.anyMessage(random));
        }
        byte[] file = Samples.file(format, drafts);
        IpmReader reader = Samples.reader(file);
        List<IpmRecord> records = Samples.records(reader);
        assertEquals(Optional.of(format.encoding()), reader.format().map(IpmFormat::encoding));
        assertEquals(List.of(), reader.warnings());
        assertEquals(drafts.size() + 2, records.size());
        for (int i = 0; i < drafts.size(); i++) {
            IpmMessage read = assertInstanceOf(IpmMessage.class, records.get(i + 1));
            assertSame(drafts.get(i), read);
            assertEquals(i + 2, read.location().number());
            assertEquals(i + 2, read.messageNumber().orElseThrow());
        }
    }

    @Property(tries = 100)
    void writingWhatWasReadGivesTheSameBytes(@ForAll Random random) {
        IpmFormat format = Samples.anyFormat(random);
        IpmDraft draft = Samples.anyMessage(random);
        byte[] file = Samples.file(format, List.of(draft));
        byte[] raw = new MessageEncoder(IpmLayout.standard(), format.encoding()).encode(draft);
        IpmMessage read =
                assertInstanceOf(IpmMessage.class, Samples.records(Samples.reader(file)).get(1));
        assertEquals(Bytes.of(raw), read.raw());
    }

    private static void assertSame(IpmDraft written, IpmMessage read) {
        assertEquals(Integer.parseInt(written.type()), read.type());
        Map<Integer, String> elements = new TreeMap<>();
        read.elements()
                .filter(n -> n != 55 && !IpmLayout.carriesPds(n))
                .forEach(n -> elements.put(n, text(read, n)));
        assertEquals(written.elements(), elements);
        assertEquals(written.chipData(), read.chipData().orElse(Bytes.EMPTY));
        Map<Integer, String> subelements = new TreeMap<>();
        AdditionalData additional = read.additional();
        additional.tags().forEach(tag -> subelements.put(tag, additional.text(tag).orElseThrow()));
        assertEquals(written.subelements(), subelements);
    }

    private static String text(IpmMessage read, int element) {
        return element == 2
                ? read.pan().orElseThrow().reveal(PanAccess.get())
                : read.text(element).orElseThrow();
    }
}
