package io.kessai.local.run;

import io.kessai.iso8583.Decoded;
import io.kessai.iso8583.FrameFormat;
import io.kessai.iso8583.FrameReader;
import io.kessai.iso8583.Framed;
import io.kessai.iso8583.Malformed;
import io.kessai.iso8583.Message;
import io.kessai.iso8583.MessageCodec;
import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows messages to people: fields by name, card data masked as it is everywhere. */
@Command(
        name = "describe",
        description = {
            "Shows ISO 8583 messages field by field, masked. HEX is one message, or with --frame what",
            "went over a link; blanks between the digits do not matter. What holds card numbers is",
            "better read from a file than typed: a shell keeps what is typed."
        })
final class DescribeCommand implements Callable<ExitCode> {

    @Option(
            names = "--dialect",
            paramLabel = "DIALECT",
            description = "built-in name, or file NAME.dialect (default: ${DEFAULT-VALUE})",
            defaultValue = "iso87-ascii")
    private String dialect = "iso87-ascii";

    @Option(
            names = "--frame",
            paramLabel = "FRAME",
            description = {
                "the bytes are a stream in this frame: 2-byte, ascii4, binary4, bcd2 or 2-byte+00,",
                "then ,inclusive and ,tpdu or ,visa (default: the bytes are messages)"
            })
    private Optional<String> frame = Optional.empty();

    @Option(
            names = "--capture",
            paramLabel = "FILE",
            description = {
                "read this file, - for standard input: the bytes of a link, or hex, a message a line",
                "unless --frame is given"
            })
    private Optional<String> capture = Optional.empty();

    @Parameters(arity = "0..*", paramLabel = "HEX", description = "hex digits")
    private List<String> hex = new ArrayList<>();

    @Spec private CommandSpec spec = CommandSpec.create();

    private boolean sound = true;

    @Override
    public ExitCode call() {
        MessageCodec codec = new MessageCodec(LinkWords.dialect(dialect));
        if (capture.isPresent() == !hex.isEmpty()) {
            throw new OperatingFailure(ExitCode.WRONG_USAGE, "name HEX or --capture FILE");
        }
        List<byte[]> pieces =
                capture.isPresent()
                        ? captured(capture.get())
                        : List.of(bytes(String.join("", hex)));
        if (frame.isPresent()) {
            describeStream(
                    codec, LinkWords.frame(frame.get()).withMaxBytes(Integer.MAX_VALUE), pieces);
        } else {
            pieces.forEach(payload -> describe(codec, payload));
        }
        return sound ? ExitCode.DONE : ExitCode.REFUSED;
    }

    private void describeStream(MessageCodec codec, FrameFormat format, List<byte[]> pieces) {
        FrameReader reader = new FrameReader(format);
        pieces.forEach(reader::feed);
        boolean readable = true;
        for (Optional<Framed> next = reader.next();
                readable && next.isPresent();
                next = reader.next()) {
            switch (next.get()) {
                case Framed.Frame found -> describe(codec, found.payload());
                case Framed.Poll _ -> out().println("poll\n");
                case Framed.Unreadable(String rule) -> {
                    readable = false;
                    fault("not in frames of " + format + " from here on: " + rule);
                }
            }
        }
        if (readable && reader.pending() > 0) {
            fault("the last " + reader.pending() + " bytes are no whole frame of " + format);
        }
    }

    private void describe(MessageCodec codec, byte[] payload) {
        Decoded decoded = codec.decode(payload);
        out().println(
                        switch (decoded) {
                            case Decoded.Ok(Message message) -> codec.describe(message);
                            case Malformed malformed -> codec.describe(malformed);
                        });
        sound &= decoded instanceof Decoded.Ok;
    }

    private void fault(String text) {
        out().println(text);
        sound = false;
    }

    private static List<byte[]> captured(String file) {
        byte[] content = read(file);
        String text = new String(content, StandardCharsets.ISO_8859_1);
        boolean isHex = !text.isBlank() && text.chars().allMatch(DescribeCommand::isHexOrBlank);
        return isHex
                ? text.lines().filter(line -> !line.isBlank()).map(DescribeCommand::bytes).toList()
                : List.of(content);
    }

    private static byte[] read(String file) {
        try {
            return file.equals("-")
                    ? System.in.readAllBytes()
                    : Files.readAllBytes(LinkWords.path(file));
        } catch (IOException e) {
            throw new OperatingFailure(
                    ExitCode.UNREACHABLE, "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Never shows what it was given: it may hold a card number. */
    private static byte[] bytes(String digits) {
        try {
            return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new OperatingFailure(
                    ExitCode.WRONG_USAGE, "HEX is pairs of the digits 0 to 9 and a to f", e);
        }
    }

    private static boolean isHexOrBlank(int c) {
        return Character.digit(c, 16) >= 0 || Character.isWhitespace(c);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
