package io.kessai.local.database;

import java.util.Locale;

/** Who connects, and therefore with which least privilege. */
public enum DatabaseRole {
    SERVER,
    BATCH,
    /**
     * Owns the schema; the superuser on local databases, so it has neither group nor login there.
     */
    MIGRATIONS,
    READER;

    /** The group role that carries the privileges; the migrations create it. */
    public String group() {
        return "kessai_" + name().toLowerCase(Locale.ROOT);
    }

    /** The login user of the local databases: a member of {@link #group()}. */
    public String login() {
        return this == MIGRATIONS ? DatabaseServer.SUPERUSER : group() + "_login";
    }
}
