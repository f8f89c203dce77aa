package io.kessai.iso8583;

import io.kessai.domain.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where a dialect finds a fact: alternatives, the first that a message has, each of one or more
 * places whose texts are joined without the blanks around them.
 *
 * @param alternatives never empty, nor is any of them
 */
record FactSource(List<List<Location>> alternatives) {

    /** Reads {@code 62}, {@code 24=106,24=107} or {@code 63[1..3]+63[4..9]+15}. */
    static Optional<FactSource> of(String word) {
        List<List<Location>> alternatives = new ArrayList<>();
        for (String alternative : word.split(",", -1)) {
            List<Location> places = new ArrayList<>();
            for (String place : alternative.split("\\+", -1)) {
                Optional<Location> location = Location.of(place);
                if (location.isEmpty()) {
                    return Optional.empty();
                }
                places.add(location.get());
            }
            alternatives.add(List.copyOf(places));
        }
        return Optional.of(new FactSource(List.copyOf(alternatives)));
    }

    Stream<Location> locations() {
        return alternatives.stream().flatMap(List::stream);
    }

    /** Whether every place has a value to compare with, or, for {@code false}, none. */
    boolean isComparison(boolean compares) {
        return locations().allMatch(l -> l.value().isEmpty() != compares);
    }

    /** Whether one alternative has its value in all its places. */
    boolean holds(Message message) {
        for (List<Location> places : alternatives) {
            if (allHold(places, message)) {
                return true;
            }
        }
        return false;
    }

    /** A loop: of streams, asked several times a message, profiles had a good part. */
    private static boolean allHold(List<Location> places, Message message) {
        for (Location place : places) {
            if (!place.holds(message)) {
                return false;
            }
        }
        return true;
    }

    /** The values of the first alternative, by the fields that have them. */
    Map<Integer, String> written() {
        Map<Integer, String> values = new TreeMap<>();
        alternatives.getFirst().forEach(place -> values.put(place.field(), place.value()));
        return values;
    }

    /** The message with the value of the one place. */
    Message told(Message message) {
        return alternatives.getFirst().getFirst().write(message);
    }

    /** Whether there is one place and one value for it. */
    boolean isTellable() {
        return locations().count() == 1 && locations().noneMatch(l -> l.value().equals("*"));
    }

    /** Whether every place is a whole field with a value of its own. */
    boolean isWritable() {
        return locations().allMatch(l -> l.part() < 0 && !l.isSpan() && !l.value().equals("*"));
    }

    /** The text of the first alternative whose places are all there. */
    Optional<String> read(Message message) {
        return first(places -> joined(places, message));
    }

    /** What the first of these texts means that means anything. */
    <T> Optional<T> read(Message message, Function<String, Optional<T>> meaning) {
        return first(places -> joined(places, message).flatMap(meaning));
    }

    /** The secret of the first alternative that is there; each is one place. */
    Optional<Secret> secret(Message message) {
        return first(places -> places.getFirst().secret(message));
    }

    /** As {@link #secret}, of a field that is never shown, be it secret or not. */
    Optional<Secret> hidden(Message message) {
        return first(places -> places.getFirst().hidden(message));
    }

    /** A loop for the same reason as {@link #allHold}. */
    private <T> Optional<T> first(Function<List<Location>, Optional<T>> reader) {
        for (List<Location> places : alternatives) {
            Optional<T> found = reader.apply(places);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Whether each alternative is one place. */
    boolean isOfSinglePlaces() {
        return alternatives.stream().allMatch(places -> places.size() == 1);
    }

    private static Optional<String> joined(List<Location> places, Message message) {
        if (places.size() == 1) {
            return places.getFirst().read(message);
        }
        StringBuilder text = new StringBuilder();
        for (Location place : places) {
            Optional<String> part = place.read(message).map(String::strip);
            if (part.filter(p -> !p.isEmpty()).isEmpty()) {
                return Optional.empty();
            }
            text.append(part.get());
        }
        return Optional.of(text.toString());
    }
}
