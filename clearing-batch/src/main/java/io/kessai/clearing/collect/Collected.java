package io.kessai.clearing.collect;

import java.util.Optional;

/**
 * A file of the drop folder, and what became of it.
 *
 * @param name in the drop folder
 * @param delivery its name in the inbox; empty where it is not there
 * @param sha256 of its content, in hexadecimal; empty where it was not read
 */
public record Collected(
        String name, Outcome outcome, Optional<String> delivery, Optional<String> sha256) {

    static Collected left(String name, Outcome outcome) {
        return new Collected(name, outcome, Optional.empty(), Optional.empty());
    }
}
