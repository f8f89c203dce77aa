package io.kessai.clearing.run;

import java.util.Map;
import java.util.TreeMap;

/** What a step did, by stable names. Not for use by several threads. */
public final class Counters {
    private final Map<String, Long> counts = new TreeMap<>();

    /** Adds to a count, which starts at zero. */
    public Counters add(String name, long more) {
        counts.merge(name, more, Math::addExact);
        return this;
    }

    /** Adds everything another step did. */
    public Counters addAll(Counters others) {
        others.counts.forEach(this::add);
        return this;
    }

    /** The count of that name, 0 where there is none. */
    public long get(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** A JSON object; names are our own words and need no escaping. */
    public String json() {
        StringBuilder json = new StringBuilder("{");
        counts.forEach(
                (name, count) ->
                        json.append(json.length() == 1 ? "" : ",")
                                .append('"')
                                .append(name)
                                .append("\":")
                                .append(count));
        return json.append('}').toString();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        counts.forEach(
                (name, count) ->
                        text.append(text.isEmpty() ? "" : ", ")
                                .append(count)
                                .append(' ')
                                .append(name.replace('_', ' ')));
        return text.isEmpty() ? "nothing to do" : text.toString();
    }
}
