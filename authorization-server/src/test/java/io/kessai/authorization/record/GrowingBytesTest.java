package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As the JDK's stream writes them, wherever the bytes have to grow. */
class GrowingBytesTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void writes_what_a_data_stream_writes(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        GrowingBytes ours = new GrowingBytes(random.nextInt(1, 9));
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        DataOutputStream theirs = new DataOutputStream(written);
        for (int i = 0; i < 1_000; i++) {
            long value = random.nextLong();
            switch (random.nextInt(5)) {
                case 0 -> {
                    ours.int1((int) value);
                    theirs.writeByte((int) value);
                }
                case 1 -> {
                    ours.int2((int) value);
                    theirs.writeShort((int) value);
                }
                case 2 -> {
                    ours.int4((int) value);
                    theirs.writeInt((int) value);
                }
                case 3 -> {
                    ours.int8(value);
                    theirs.writeLong(value);
                }
                default -> {
                    byte[] some = Long.toString(value).getBytes(StandardCharsets.US_ASCII);
                    ours.all(some);
                    theirs.write(some);
                }
            }
            assertEquals(theirs.size(), ours.size());
        }
        byte[] expected = written.toByteArray();
        ByteBuffer.wrap(expected).putInt(3, 0x01020304);
        ours.setInt4(3, 0x01020304);
        assertArrayEquals(expected, ours.toBytes());
    }
}
