package io.kessai.local.run;

import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.DialectFolder;
import io.kessai.iso8583.DialectFolder.FileFault;
import io.kessai.iso8583.FrameFormat;
import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** What people say of a link on the command line. */
final class LinkWords {
    private LinkWords() {}

    /**
     * @param word a built-in name, or the path of a dialect file
     * @throws OperatingFailure {@code WRONG_USAGE} with the known names, or with the fault of the
     *     file
     */
    static Dialect dialect(String word) {
        if (!word.endsWith(DialectFolder.SUFFIX)) {
            return Dialect.builtIn(word)
                    .orElseThrow(
                            () ->
                                    new OperatingFailure(
                                            ExitCode.WRONG_USAGE,
                                            "no dialect %s: name one of %s, or a file NAME%s"
                                                    .formatted(
                                                            word,
                                                            String.join(
                                                                    ", ", Dialect.builtInNames()),
                                                            DialectFolder.SUFFIX)));
        }
        return switch (DialectFolder.readFile(path(word))) {
            case DialectFolder.Sound(Dialect dialect) -> dialect;
            case DialectFolder.Faulty(FileFault fault) ->
                    throw new OperatingFailure(ExitCode.WRONG_USAGE, fault.toString());
        };
    }

    /**
     * @param word as {@link FrameFormat#parse} reads it
     * @throws OperatingFailure {@code WRONG_USAGE} with the words there are
     */
    static FrameFormat frame(String word) {
        return FrameFormat.parse(word)
                .orElseThrow(
                        () ->
                                new OperatingFailure(
                                        ExitCode.WRONG_USAGE,
                                        "no frame " + word + ": must be " + FrameFormat.WORDS));
    }

    /**
     * @throws OperatingFailure {@code WRONG_USAGE} when the text can be no path
     */
    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new OperatingFailure(
                    ExitCode.WRONG_USAGE, "no path: " + text + ": " + e.getMessage(), e);
        }
    }
}
