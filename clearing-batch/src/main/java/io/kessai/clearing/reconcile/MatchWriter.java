package io.kessai.clearing.reconcile;

import io.kessai.domain.clearing.Verdict;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Copies matches into {@code clearing_matches}, a thousand at a time, because a connection cannot
 * read its cursors while it copies; and counts them. For one thread.
 */
final class MatchWriter {
    private static final int CHUNK_CHARACTERS = 1 << 17;
    private static final String COPY =
            """
            copy clearing_matches (
                file_id, account_id, authorization_id, presentment_file, difference, number,
                presentment_number, level, verdict, tolerance, agreed)
            from stdin""";
    private static final String NULL = "\\N";

    private final Connection connection;
    private final StringBuilder chunk = new StringBuilder();
    private final Map<Verdict, Long> byVerdict = new EnumMap<>(Verdict.class);
    private final Map<Integer, Long> byLevel = new TreeMap<>();
    private long pending;

    MatchWriter(Connection connection) {
        this.connection = connection;
    }

    void write(List<Match> matches) throws SQLException {
        for (Match match : matches) {
            append(match);
            byVerdict.merge(match.verdict(), 1L, Long::sum);
            if (match.level() > 0) {
                byLevel.merge(match.level(), 1L, Long::sum);
            }
            pending++;
        }
        if (chunk.length() >= CHUNK_CHARACTERS) {
            flush();
        }
    }

    /** Copies what is left. */
    void flush() throws SQLException {
        if (pending == 0) {
            return;
        }
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        byte[] bytes = chunk.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        long rows = copy.endCopy();
        if (rows != pending) {
            throw new IllegalStateException("copied " + rows + " matches of " + pending);
        }
        chunk.setLength(0);
        pending = 0;
    }

    Map<Verdict, Long> byVerdict() {
        return byVerdict;
    }

    Map<Integer, Long> byLevel() {
        return byLevel;
    }

    /** No text of a match has a character that COPY escapes: all of them are our own words. */
    private void append(Match match) {
        chunk.append(match.place().fileId()).append('\t');
        appendOrNull(match.accountId() == 0 ? NULL : String.valueOf(match.accountId()));
        appendOrNull(
                match.authorizationId().isPresent()
                        ? String.valueOf(match.authorizationId().getAsLong())
                        : NULL);
        appendOrNull(match.presentment().map(p -> String.valueOf(p.fileId())).orElse(NULL));
        chunk.append(match.difference()).append('\t').append(match.place().number()).append('\t');
        appendOrNull(match.presentment().map(p -> String.valueOf(p.number())).orElse(NULL));
        chunk.append(match.level()).append('\t').append(match.verdict().word()).append('\t');
        chunk.append(match.tolerance()).append('\t').append(match.agreed()).append('\n');
    }

    private void appendOrNull(String field) {
        chunk.append(field).append('\t');
    }
}
