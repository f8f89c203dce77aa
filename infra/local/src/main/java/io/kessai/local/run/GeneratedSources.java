package io.kessai.local.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Java sources that a build generates from the proto files of {@code api}. Generated anew, they
 * are newer than what was compiled of them, and Maven compiles every module anew.
 */
record GeneratedSources(Checkout checkout) {

    /** The property of Maven that leaves out generating them. */
    static final String SKIP = "quarkus.generate-code.skip";

    /** Whether an earlier build has made all of them, from what is there now. */
    boolean areFresh() {
        Path api = checkout.root().resolve("api");
        Path generated = api.resolve("target/generated-sources/grpc");
        Path proto = api.resolve("src/main/proto");
        if (!Files.isDirectory(generated) || !Files.isDirectory(proto)) {
            return false;
        }
        Stream<FileTime> poms =
                Stream.of(api.resolve("pom.xml"), checkout.root().resolve("pom.xml"))
                        .map(GeneratedSources::time);
        Optional<FileTime> changed =
                Stream.concat(times(proto).stream(), poms).max(Comparator.naturalOrder());
        Optional<FileTime> made = times(generated).stream().min(Comparator.naturalOrder());
        return made.isPresent() && changed.isPresent() && changed.get().compareTo(made.get()) < 0;
    }

    private static List<FileTime> times(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(GeneratedSources::time).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
