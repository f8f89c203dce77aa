package io.kessai.iso8583;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An operator's own dialects: the files {@code NAME.dialect} of one folder, read at start.
 *
 * <p>Other files and folders in it are left alone. Each faulty file is named with its first fault,
 * and none is hidden behind another. Immutable and thread-safe. Specification: DialectFolderTest.
 */
public final class DialectFolder {
    /** What the name of a dialect file ends with. */
    public static final String SUFFIX = ".dialect";

    /** Far above any table of fields; a file beyond it is something else. */
    private static final long BYTES_MAX = 262_144;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

    private final Map<String, Dialect> dialects;
    private final List<FileFault> faults;

    /**
     * Why a file cannot be used.
     *
     * @param file as given, or the folder when it cannot be listed
     * @param line of the file, from 1; 0 when no line is at fault
     * @param rule what is wrong there
     * @param remedy what to do instead
     */
    public record FileFault(Path file, int line, String rule, String remedy) {

        /** One line for people: {@code mine.dialect, line 3: RULE; REMEDY}. */
        @Override
        public String toString() {
            return file + (line > 0 ? ", line " + line : "") + ": " + rule + "; " + remedy;
        }
    }

    /** What became of one file. */
    public sealed interface ReadFile permits Sound, Faulty {}

    /** A file that can be used. */
    public record Sound(Dialect dialect) implements ReadFile {}

    /** A file that cannot. */
    public record Faulty(FileFault fault) implements ReadFile {}

    private DialectFolder(Map<String, Dialect> dialects, List<FileFault> faults) {
        this.dialects = Map.copyOf(dialects);
        this.faults = List.copyOf(faults);
    }

    /** Reads every dialect file of a folder; a folder that cannot be listed is a fault itself. */
    public static DialectFolder read(Path folder) {
        Map<String, Dialect> dialects = new TreeMap<>();
        List<FileFault> faults = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(DialectFolder::isDialectFile).sorted().toList()) {
                switch (readFile(file)) {
                    case Sound(Dialect dialect) -> dialects.put(dialect.name(), dialect);
                    case Faulty(FileFault fault) -> faults.add(fault);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            faults.add(
                    new FileFault(
                            folder,
                            0,
                            "the folder cannot be listed",
                            "name a folder that is there and may be read"));
        }
        return new DialectFolder(dialects, faults);
    }

    /** Reads one file; its name without the suffix becomes the dialect's. */
    public static ReadFile readFile(Path file) {
        String fileName = String.valueOf(file.getFileName());
        String name =
                fileName.endsWith(SUFFIX)
                        ? fileName.substring(0, fileName.length() - SUFFIX.length())
                        : "";
        if (!NAME.matcher(name).matches()) {
            return faulty(
                    file,
                    "'" + fileName + "' is no name of a dialect file",
                    "call it NAME" + SUFFIX + ", NAME being of a to z, 0 to 9 and -");
        }
        if (Dialect.builtInNames().contains(name)) {
            return faulty(file, "the name " + name + " is built in", "give the file another name");
        }
        try {
            if (Files.size(file) > BYTES_MAX) {
                return faulty(
                        file,
                        "the file is longer than " + BYTES_MAX + " bytes",
                        "keep one line for each field");
            }
            return switch (Dialect.parse(name, Files.readString(file))) {
                case Dialect dialect -> new Sound(dialect);
                case DialectError(int line, String rule, String remedy) ->
                        new Faulty(new FileFault(file, line, rule, remedy));
            };
        } catch (CharacterCodingException e) {
            return faulty(file, "the file is not text in UTF-8", "save it as UTF-8");
        } catch (IOException e) {
            return faulty(file, "the file cannot be read", "name a file that may be read");
        }
    }

    /** The dialect of this name: the operator's, else the one built in, else nothing. */
    public Optional<Dialect> find(String name) {
        return Optional.ofNullable(dialects.get(name)).or(() -> Dialect.builtIn(name));
    }

    /** The operator's own dialects that can be used, by name. */
    public Map<String, Dialect> dialects() {
        return dialects;
    }

    /** The files that cannot be used, by path; a program that starts refuses to with any. */
    public List<FileFault> faults() {
        return faults;
    }

    private static boolean isDialectFile(Path file) {
        return file.toString().endsWith(SUFFIX) && !Files.isDirectory(file);
    }

    private static Faulty faulty(Path file, String rule, String remedy) {
        return new Faulty(new FileFault(file, 0, rule, remedy));
    }
}
