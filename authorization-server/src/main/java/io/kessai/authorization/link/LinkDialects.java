package io.kessai.authorization.link;

import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.DialectFolder;
import io.kessai.iso8583.DialectFolder.FileFault;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The dialects that links may speak: built in, of the operator's folder, or a file by its path. */
final class LinkDialects {
    private final Optional<DialectFolder> folder;

    private LinkDialects(Optional<DialectFolder> folder) {
        this.folder = folder;
    }

    /**
     * Reads the operator's folder, where there is one.
     *
     * @throws LinkConfigurationException naming file, line, rule and remedy of every faulty file
     */
    static LinkDialects read(Optional<Path> folder) {
        Optional<DialectFolder> read = folder.map(DialectFolder::read);
        List<FileFault> faults = read.map(DialectFolder::faults).orElse(List.of());
        if (!faults.isEmpty()) {
            throw new LinkConfigurationException(
                    "kessai.dialects.folder: "
                            + faults.stream()
                                    .map(FileFault::toString)
                                    .collect(Collectors.joining("\n")));
        }
        return new LinkDialects(read);
    }

    /**
     * The dialect that a link's configuration names.
     *
     * @param word a name, or the path of a dialect file
     */
    Dialect of(String link, String word) {
        return word.endsWith(DialectFolder.SUFFIX) ? file(link, word) : named(link, word);
    }

    private Dialect named(String link, String name) {
        return folder.map(own -> own.find(name))
                .orElseGet(() -> Dialect.builtIn(name))
                .orElseThrow(
                        () ->
                                fault(
                                        link,
                                        "must be one of "
                                                + names()
                                                + " or the path of a .dialect file"));
    }

    private static Dialect file(String link, String path) {
        try {
            return switch (DialectFolder.readFile(Path.of(path))) {
                case DialectFolder.Sound(Dialect dialect) -> dialect;
                case DialectFolder.Faulty(FileFault fault) -> throw fault(link, fault.toString());
            };
        } catch (InvalidPathException e) {
            throw fault(link, "is no path: " + e.getMessage());
        }
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(Dialect.builtInNames());
        folder.ifPresent(own -> names.addAll(own.dialects().keySet()));
        return names;
    }

    private static LinkConfigurationException fault(String link, String fault) {
        return new LinkConfigurationException(link, "dialect", fault);
    }
}
