package io.kessai.clearing.collect;

import java.util.List;

/**
 * What a run of {@link Collect} found and left.
 *
 * @param files of the drop folder, in the order of names
 * @param waiting deliveries in the inbox that nobody has received yet, in order
 * @param manifest where all of this is kept as JSON, a URL whose path is its key
 * @param sha256 of the manifest, in hexadecimal
 */
public record CollectResult(
        List<Collected> files, List<String> waiting, String manifest, String sha256) {

    public CollectResult {
        files = List.copyOf(files);
        waiting = List.copyOf(waiting);
    }

    /** How many files had an outcome. */
    public long count(Outcome outcome) {
        return files.stream().filter(file -> file.outcome() == outcome).count();
    }

    /** Those that were not collected, or not removed after it. */
    public List<Collected> left() {
        return files.stream()
                .filter(file -> file.outcome() != Outcome.COLLECTED)
                .filter(file -> file.outcome() != Outcome.ALREADY_COLLECTED)
                .toList();
    }

    /**
     * One line of JSON, short whatever the number of files: {@code manifest}, {@code key}, {@code
     * sha256}, {@code collected}, {@code already_collected}, {@code left}, {@code waiting}.
     */
    public String json() {
        return Manifest.line(this);
    }

    /** The same for people, in one line. */
    public String text() {
        return "%d collected, %d already collected, %d left; %d waiting; %s (SHA-256 %s)"
                .formatted(
                        count(Outcome.COLLECTED),
                        count(Outcome.ALREADY_COLLECTED),
                        left().size(),
                        waiting.size(),
                        manifest,
                        sha256);
    }
}
