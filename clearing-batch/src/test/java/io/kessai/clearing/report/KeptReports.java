package io.kessai.clearing.report;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps reports in memory. */
final class KeptReports implements ReportStore {
    private final TreeMap<String, String> kept = new TreeMap<>();

    @Override
    public void put(String key, byte[] content) {
        kept.put(key, new String(content, StandardCharsets.UTF_8));
    }

    TreeMap<String, String> all() {
        return kept;
    }

    String text(String key) {
        return Optional.ofNullable(kept.get(key))
                .orElseThrow(() -> new AssertionError("no " + key + " in " + kept.keySet()));
    }

    /** A CSV with line feeds only. */
    String csv(String key) {
        return text(key).replace("\r\n", "\n");
    }

    /** Every CSV of a folder, each behind its name. */
    String tables(String folder) {
        StringBuilder tables = new StringBuilder();
        for (String key : kept.keySet()) {
            if (key.startsWith(folder) && key.endsWith(".csv")) {
                tables.append("# ").append(key.substring(folder.length())).append('\n');
                tables.append(csv(key));
            }
        }
        return tables.toString();
    }
}
