package io.kessai.bench.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Stacks added up from their roots, as text: a line for each frame that has a share worth telling
 * of, further in the deeper it is. A frame that has all of what the one above it has stands behind
 * that one.
 *
 * <p>Not thread-safe.
 */
public final class Flame {
    private static final int SHARE_MIN_PERCENT = 2;

    private final Node root = new Node();

    /** A frame below another, with all that is below it. */
    private static final class Node {
        private final Map<String, Node> below = new LinkedHashMap<>();
        private long weight;
    }

    /**
     * @param frames from the root to where it happened
     * @param weight what the stack stands for: samples, bytes
     */
    public void add(List<String> frames, long weight) {
        Node node = root;
        node.weight += weight;
        for (String frame : frames) {
            node = node.below.computeIfAbsent(frame, _ -> new Node());
            node.weight += weight;
        }
    }

    /** Of all stacks. */
    public long weight() {
        return root.weight;
    }

    /** The lines, heaviest first on each level, with their share in per cent. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        tell(root, 0, lines);
        return lines;
    }

    private void tell(Node node, int depth, List<String> lines) {
        node.below.entrySet().stream()
                .filter(entry -> isWorthTelling(entry.getValue()))
                .sorted(Comparator.comparingLong(entry -> -entry.getValue().weight))
                .forEach(entry -> tell(entry.getKey(), entry.getValue(), depth, lines));
    }

    private void tell(String name, Node node, int depth, List<String> lines) {
        StringBuilder chain = new StringBuilder(name);
        Node last = node;
        while (last.below.size() == 1 && only(last).weight == node.weight) {
            chain.append(" > ").append(last.below.keySet().iterator().next());
            last = only(last);
        }
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%5.1f %s%s",
                        100.0 * node.weight / root.weight,
                        "  ".repeat(depth),
                        chain));
        tell(last, depth + 1, lines);
    }

    private static Node only(Node node) {
        return node.below.values().iterator().next();
    }

    private boolean isWorthTelling(Node node) {
        return 100 * node.weight >= SHARE_MIN_PERCENT * root.weight;
    }
}
