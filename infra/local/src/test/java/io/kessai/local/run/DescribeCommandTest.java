package io.kessai.local.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.FrameFormat;
import io.kessai.iso8583.Message;
import io.kessai.iso8583.MessageCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What people see of messages, and of dialect files. */
class DescribeCommandTest {
    private static final String PAN = "9999000000000012";

    @TempDir private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iso87-ascii",
                "iso87-binary",
                "iso93-ascii",
                "iso93-binary",
                "visa-base1",
                "mastercard-cis"
            })
    void aMessageIsToldByNameAndMasked(String dialect) {
        assertEquals(0, run("describe", "--dialect", dialect, hex(dialect)), err::toString);
        assertTrue(told().contains(" 11 "), told());
        assertTrue(told().contains("trace audit number: 000007"), told());
        assertTrue(told().contains("999900******0012"), told());
        assertFalse(told().contains(PAN), told());
    }

    @Test
    void aMalformedMessageIsToldByPlaceAndRule() {
        String whole = hex("iso87-ascii");
        assertEquals(1, run("describe", whole.substring(0, whole.length() - 2)));
        assertTrue(told().startsWith("malformed at 11"), told());
        assertTrue(told().contains("message-ends-early"), told());
        assertFalse(told().contains(PAN), told());
    }

    @Test
    void aCaptureOfALinkIsCutIntoItsFrames() throws IOException {
        FrameFormat format = FrameFormat.parse("2-byte,tpdu").orElseThrow();
        byte[] message = HexFormat.of().parseHex(hex("iso87-binary"));
        byte[] frame = format.encode(message, Optional.empty());
        byte[] poll = {0, 0};
        Path file = folder.resolve("link.bin");
        Files.write(file, joined(frame, poll, frame));
        int code =
                run(
                        "describe",
                        "--dialect",
                        "iso87-binary",
                        "--frame",
                        "2-byte,tpdu",
                        "--capture",
                        file.toString());
        assertEquals(0, code, told());
        assertEquals(2, told().split("999900", -1).length - 1, told());
        assertTrue(told().contains("poll"), told());
    }

    @Test
    void aCaptureMayBeHexAMessageALine() throws IOException {
        Path file = folder.resolve("messages.hex");
        Files.write(file, List.of(hex("visa-base1"), "", hex("visa-base1")));
        assertEquals(0, run("describe", "--dialect", "visa-base1", "--capture", file.toString()));
        assertEquals(2, told().split("999900", -1).length - 1, told());
    }

    @Test
    void aCaptureThatEndsInAFrameSaysSo() throws IOException {
        Path file = folder.resolve("cut.hex");
        Files.writeString(file, "0010 3031");
        assertEquals(1, run("describe", "--frame", "2-byte", "--capture", file.toString()));
        assertTrue(told().contains("the last 4 bytes are no whole frame of 2-byte"), told());
    }

    @Test
    void whatIsNotHexIsNotRepeated() {
        assertEquals(2, run("describe", PAN + "x"));
        assertFalse(err.toString().contains(PAN), err::toString);
        assertTrue(err.toString().contains("HEX is pairs"), err::toString);
    }

    @Test
    void anUnknownDialectIsAnsweredWithTheKnownOnes() {
        assertEquals(2, run("describe", "--dialect", "iso2003", "00"));
        assertTrue(err.toString().contains("visa-base1"), err::toString);
    }

    @Test
    void dialectFilesAreCheckedAsAServerWould() throws IOException {
        Path sound = folder.resolve("sound.dialect");
        try (var in = Dialect.class.getResourceAsStream("iso87-ascii.dialect")) {
            Files.write(sound, in.readAllBytes());
        }
        assertEquals(0, run("dialect", "check", sound.toString()));
        assertTrue(told().contains("sound: "), told());
        Path faulty = folder.resolve("faulty.dialect");
        Files.writeString(faulty, "text ascii\ncolour blue\n");
        assertEquals(1, run("dialect", "check", folder.toString()));
        assertTrue(told().contains("faulty.dialect, line 2: no header is called colour"), told());
        assertEquals(1, run("dialect", "check", sound.toString(), faulty.toString()));
    }

    @Test
    void whatIsNotCheckIsWrongUsage() {
        assertEquals(2, run("dialect", "show", "x.dialect"));
        assertEquals(2, run("dialect", "check"));
    }

    private static String hex(String dialect) {
        Message message =
                Message.builder(dialect.startsWith("iso93") ? "1100" : "0100")
                        .secret(2, PAN)
                        .text(3, "000000")
                        .text(4, "000000001000")
                        .text(7, "1121030000")
                        .text(11, "000007")
                        .build();
        MessageCodec codec = new MessageCodec(Dialect.builtIn(dialect).orElseThrow());
        return HexFormat.of().formatHex(codec.encode(message));
    }

    private static byte[] joined(byte[]... parts) throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.write(part);
        }
        return joined.toByteArray();
    }

    private int run(String... arguments) {
        CommandLine commandLine = Kessai.commandLine();
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    private String told() {
        return out.toString();
    }
}
