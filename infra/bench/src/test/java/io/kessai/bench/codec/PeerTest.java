package io.kessai.bench.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every codec that is measured really says the whole message. */
class PeerTest {

    static Stream<Arguments> peers() {
        return Stream.of("kessai", "jpos", "j8583")
                .flatMap(
                        library ->
                                Stream.of(false, true)
                                        .map(isBinary -> Arguments.of(library, isBinary)));
    }

    @ParameterizedTest(name = "{0}, binary {1}")
    @MethodSource("peers")
    void reads_every_field_that_it_writes(String library, boolean isBinary) throws Exception {
        Peer peer = Peer.of(library, isBinary);

        List<String> read = peer.decode(peer.encode());

        for (int i = 0; i < Purchase.FIELDS.size(); i++) {
            Purchase.Field field = Purchase.FIELDS.get(i);
            assertEquals(
                    field.content(),
                    unpadded(read.get(i), field.content().length()),
                    "field " + field.number());
        }
    }

    @ParameterizedTest(name = "{0}, binary {1}")
    @MethodSource("peers")
    void packs_digits_in_binary_only(String library, boolean isBinary) throws Exception {
        String bytes = new String(Peer.of(library, isBinary).encode(), StandardCharsets.ISO_8859_1);

        assertEquals(!isBinary, bytes.contains("000000012345"));
        assertFalse(bytes.isEmpty());
    }

    /** An odd number of digits may be read with the zero before it that it is packed with. */
    private static String unpadded(String read, int length) {
        return read.length() == length + 1 ? read.substring(1) : read;
    }
}
