package io.kessai.bench.peer;

import java.util.List;

/** How a peer records a message. */
public enum PeerKind {
    /** {@link FiveStatements}. */
    FIVE_STATEMENTS("five statements a message"),
    /** {@link OneStatement}. */
    ONE_STATEMENT("one statement a message"),
    /** {@link ThreeTables}: not a peer, but what none of us can get past. */
    THREE_TABLES("limit: three tables");

    /** Those that do what we do. */
    public static final List<PeerKind> PEERS = List.of(FIVE_STATEMENTS, ONE_STATEMENT);

    private final String description;

    PeerKind(String description) {
        this.description = description;
    }

    public String description() {
        return description;
    }
}
