package io.kessai.bench.peer;

import java.util.List;

/** How a peer records a message. */
public enum PeerKind {
    /** {@link FiveStatements}. */
    FIVE_STATEMENTS("five statements a message"),
    /** {@link OneStatement}. */
    ONE_STATEMENT("one statement a message"),
    /** {@link ThreeTables}: does less than we do. */
    THREE_TABLES("prototype: three tables");

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
