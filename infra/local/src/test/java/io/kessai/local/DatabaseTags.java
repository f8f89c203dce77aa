package io.kessai.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the test classes below a folder whose {@code database} tag and whose use of the shared
 * {@code TestDatabase} disagree. Reads sources: what a test uses directly, or through a class that
 * is no test, of its own package or imported.
 */
final class DatabaseTags {

    private static final String TAG = "@Tag(\"database\")";

    private final Path root;

    DatabaseTags(Path root) {
        this.root = root;
    }

    /** What is wrong, one line each. A test on a server of its own need not be tagged. */
    List<String> violations() throws IOException {
        Map<Path, String> sources = sources();
        Set<Path> kits =
                sources.keySet().stream()
                        .filter(file -> !isTest(file))
                        .filter(file -> usesShared(sources.getOrDefault(file, "")))
                        .collect(Collectors.toSet());
        return sources.entrySet().stream()
                .filter(entry -> isTest(entry.getKey()))
                .flatMap(entry -> violation(entry.getKey(), entry.getValue(), kits))
                .toList();
    }

    private Stream<String> violation(Path file, String source, Set<Path> kits) {
        Predicate<Path> used =
                kit ->
                        source.contains("." + simpleName(kit) + ";")
                                || (kit.resolveSibling("").equals(file.resolveSibling(""))
                                        && source.matches("(?s).*\\b" + simpleName(kit) + "\\b.*"));
        boolean uses = usesShared(source) || kits.stream().anyMatch(used);
        boolean tagged = source.contains(TAG);
        if (uses && !tagged && !source.contains("EmbeddedDatabase.temporary(")) {
            return Stream.of(root.relativize(file) + " uses TestDatabase without " + TAG);
        }
        return tagged && !uses
                ? Stream.of(root.relativize(file) + " has " + TAG + " without TestDatabase")
                : Stream.empty();
    }

    private Map<Path, String> sources() throws IOException {
        Map<Path, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(DatabaseTags::isTestSource).toList()) {
                sources.put(file, Files.readString(file));
            }
        }
        return sources;
    }

    private static boolean isTestSource(Path file) {
        return file.toString().endsWith(".java") && file.toString().contains("/src/test/java/");
    }

    private static boolean isTest(Path file) {
        return simpleName(file).endsWith("Test") || simpleName(file).endsWith("IT");
    }

    private static boolean usesShared(String source) {
        return source.contains("TestDatabase.shared()");
    }

    private static String simpleName(Path file) {
        return String.valueOf(file.getFileName()).replace(".java", "");
    }
}
