package io.kessai.bench.peer;

import java.util.List;

/** How a peer records a message. */
public enum PeerKind {
    /** {@link FiveStatements}. */
    FIVE_STATEMENTS("five statements a message", Workers.POOL, 1),
    /** {@link OneStatement}. */
    ONE_STATEMENT("one statement a message", Workers.POOL, 1),
    /** {@link ThreeTables}: does less than we do, in as many lanes. */
    THREE_TABLES("prototype: three tables", Workers.LANES, Workers.LANES);

    private static final class Workers {

        /** More than usual pools have (10 to 20): enough for commits to share their writes. */
        private static final int POOL = 32;

        /** As many as our server has. */
        private static final int LANES = 2;
    }

    /** Those that do what we do. */
    public static final List<PeerKind> PEERS = List.of(FIVE_STATEMENTS, ONE_STATEMENT);

    private final String description;
    private final int connections;
    private final int queues;

    PeerKind(String description, int connections, int queues) {
        this.description = description;
        this.connections = connections;
        this.queues = queues;
    }

    public String description() {
        return description;
    }

    /** To the database, each with a thread of its own. */
    int connections() {
        return connections;
    }

    /** Which the connections take their work from, in turn. */
    int queues() {
        return queues;
    }
}
