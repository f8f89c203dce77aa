package io.kessai.ipm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What PDSs mean, and that they are found however they are spread over DE48, 62 and 123 to 125. */
class AdditionalDataTest {
    private static final String TEXT = "0023003CT1" + "0025007R260629" + "01480089782" + "8402";

    @Property(tries = 300)
    void aTextIsReadHoweverItIsSplit(
            @ForAll @Size(min = 0, max = 4) List<@IntRange(min = 0, max = 36) Integer> cuts) {
        TreeSet<Integer> ends = new TreeSet<>(cuts);
        ends.add(TEXT.length());
        IpmDraft draft = bare();
        int from = 0;
        int carrier = 0;
        for (int end : ends) {
            draft.set(IpmLayout.PDS_ELEMENTS[carrier++], TEXT.substring(from, end));
            from = end;
        }
        AdditionalData read = read(draft);
        assertEquals("[0023, 0025, 0148]", read.toString());
        assertEquals(List.of("CT1", "R260629", "97828402"), read.texts());
    }

    @Test
    void theWriterPutsWholePdssIntoAsFewElementsAsNeeded() {
        IpmDraft draft = bare();
        for (int tag = 1000; tag < 1007; tag++) {
            draft.pds(tag, Integer.toString(tag % 10).repeat(500));
        }
        IllegalArgumentException tooMuch =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Samples.file(Samples.PLAIN, List.of(draft)));
        assertEquals("the PDSs do not fit into five elements", tooMuch.getMessage());
        IpmDraft fitting = bare();
        for (int tag = 1000; tag < 1005; tag++) {
            fitting.pds(tag, Integer.toString(tag % 10).repeat(900));
        }
        IpmMessage message = message(fitting);
        assertEquals(907, message.text(125).orElseThrow().length());
        assertEquals(Optional.of("4".repeat(900)), message.additional().text(1004));
    }

    @Test
    void aReversalIsMarkedByR() {
        AdditionalData reversal = read(bare().pds(25, "R260629"));
        assertTrue(reversal.isReversal());
        assertEquals(Optional.of(LocalDate.of(2026, 6, 29)), reversal.reversedOn());
        assertTrue(read(bare().pds(25, "R")).isReversal());
        assertEquals(Optional.empty(), read(bare().pds(25, "R")).reversedOn());
        assertEquals(Optional.empty(), read(bare().pds(25, "R269929")).reversedOn());
        assertFalse(read(bare().pds(25, " 260629")).isReversal());
        assertFalse(read(bare()).isReversal());
    }

    @Test
    void feesComeInGroups() {
        String fee = "00" + "19" + "01" + "978" + "000000000123" + "840" + "000000000134";
        assertEquals(
                List.of(
                        new TransactionFee("00", "19", "01", "978", 123, "840", 134, false),
                        new TransactionFee("00", "19", "01", "978", 123, "840", 134, false)),
                read(bare().pds(146, fee + fee)).fees());
        String precise =
                "00" + "29" + "01" + "978" + "000000000123456789" + "840" + "000000000134000001";
        assertEquals(
                List.of(
                        new TransactionFee(
                                "00", "29", "01", "978", 123_456_789, "840", 134_000_001, true)),
                read(bare().pds(147, precise)).preciseFees());
    }

    @Test
    void settlementSaysWhoAndWhen() {
        SettlementData settlement =
                message(Samples.presentment()).additional().settlement().orElseThrow();
        assertEquals("00000012345", settlement.agent());
        assertEquals("EU00000001", settlement.service());
        assertEquals(Optional.of(LocalDate.of(2026, 6, 30)), settlement.reconciliationDate());
        assertEquals(Optional.of(LocalDate.of(2026, 7, 1)), settlement.settlementDate());
        assertEquals("01", settlement.settlementCycle());
        assertTrue(
                read(bare().pds(165, "C")).settlementIndicator().orElseThrow().isCollectionOnly());
    }

    @Test
    void totalsHaveASign() {
        AdditionalData totals =
                read(
                        bare().pds(380, "D000000000001234")
                                .pds(384, "C0000000000000099")
                                .pds(402, "0000000007"));
        assertEquals(Optional.of(new SignedAmount(false, 1234)), totals.signedAmount(380));
        assertEquals(Optional.of(new SignedAmount(true, 99)), totals.signedAmount(384));
        assertEquals(Optional.empty(), totals.signedAmount(381));
        assertEquals(Optional.empty(), totals.signedAmount(402));
        assertEquals(OptionalLong.of(7), totals.number(402));
        assertEquals(OptionalLong.empty(), totals.number(380));
    }

    @Test
    void partsAndAddendaAndFeeMessagesNameWhatTheyBelongTo() {
        AdditionalData read =
                read(
                        bare().pds(137, "FEE7      ")
                                .pds(268, "000000000500" + "978")
                                .pds(300, Samples.ID.toString())
                                .pds(501, "01" + "001" + "001" + "00000042"));
        assertEquals(Optional.of("FEE7"), read.feeControlNumber());
        assertEquals(OptionalLong.of(500), read.partialAmount());
        assertEquals(Optional.of(Samples.ID), read.reconciledFile());
        assertEquals(OptionalLong.of(42), read.addendumOf());
    }

    private static IpmDraft bare() {
        return IpmDraft.of("1644", 693);
    }

    private static AdditionalData read(IpmDraft draft) {
        return message(draft).additional();
    }

    private static IpmMessage message(IpmDraft draft) {
        List<IpmRecord> records =
                Samples.records(Samples.reader(Samples.file(Samples.PLAIN, List.of(draft))));
        return assertInstanceOf(IpmMessage.class, records.get(1));
    }
}
