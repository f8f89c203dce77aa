package io.kessai.local.network.clearing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.domain.clearing.CardNetwork;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault is one for which the file must be refused, and for no other reason first. */
class FaultyFileTest {

    /** Not faults of the file by itself: of when, where or how often it comes. */
    private static final Set<ClearingFault> OF_THE_DELIVERY =
            EnumSet.of(
                    ClearingFault.EMPTY_FILE,
                    ClearingFault.TEST_FILE,
                    ClearingFault.DUPLICATE_FILE,
                    ClearingFault.FILE_ID_REUSED);

    static Stream<Arguments> faults() {
        return Arrays.stream(ClearingFault.values())
                .filter(fault -> !OF_THE_DELIVERY.contains(fault))
                .flatMap(
                        fault ->
                                Arrays.stream(CardNetwork.values())
                                        .filter(network -> fault.refusal(network).isPresent())
                                        .map(network -> Arguments.of(fault, network)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_broken_file_is_refused_for_its_fault(ClearingFault fault, CardNetwork network)
            throws IOException {
        FaultyFile broken = FaultyFile.of(fault, sound(network));
        ReadBack read = ReadBack.of(network, broken.content());
        assertTrue(!read.refusals().isEmpty(), "not refused");
        assertEquals(broken.refusal(), read.refusals().getFirst());
    }

    @ParameterizedTest
    @EnumSource(CardNetwork.class)
    void a_duplicate_has_the_bytes_and_a_reused_id_other_bytes(CardNetwork network)
            throws IOException {
        ClearingFile sound = sound(network);
        byte[] bytes = ClearingDayTest.bytes(sound);
        assertArrayEquals(bytes, FaultyFile.of(ClearingFault.DUPLICATE_FILE, sound).content());
        byte[] reused = FaultyFile.of(ClearingFault.FILE_ID_REUSED, sound).content();
        assertEquals(java.util.List.of(), ReadBack.of(network, reused).refusals());
        assertNotEquals(bytes.length, reused.length);
    }

    @Test
    void a_test_file_is_whole_but_for_its_mark() throws IOException {
        byte[] mastercard =
                FaultyFile.of(ClearingFault.TEST_FILE, sound(CardNetwork.MASTERCARD)).content();
        assertEquals(
                java.util.List.of("PROCESSING_MODE_REFUSED"),
                ReadBack.of(CardNetwork.MASTERCARD, mastercard).refusals());
        byte[] visa = FaultyFile.of(ClearingFault.TEST_FILE, sound(CardNetwork.VISA)).content();
        assertEquals(java.util.List.of(), ReadBack.of(CardNetwork.VISA, visa).refusals());
        assertEquals("TEST", new String(visa, 29, 4, java.nio.charset.StandardCharsets.US_ASCII));
    }

    @Test
    void an_empty_file_has_no_bytes() throws IOException {
        assertEquals(
                0,
                FaultyFile.of(ClearingFault.EMPTY_FILE, sound(CardNetwork.VISA)).content().length);
    }

    @Test
    void a_fault_that_a_network_cannot_have_is_not_made() {
        assertThrows(
                IllegalArgumentException.class,
                () -> FaultyFile.of(ClearingFault.REPEATED_NUMBER, sound(CardNetwork.VISA)));
    }

    @ParameterizedTest
    @EnumSource(ClearingFault.class)
    void a_fault_is_known_by_its_option(ClearingFault fault) {
        assertEquals(Optional.of(fault), ClearingFault.of(fault.option()));
    }

    private static ClearingFile sound(CardNetwork network) {
        return ClearingDayTest.files(ClearingDayTest.clearing(1)).stream()
                .filter(file -> file.network() == network)
                .findFirst()
                .orElseThrow();
    }
}
