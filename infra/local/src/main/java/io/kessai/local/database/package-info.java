/**
 * A PostgreSQL of one's own, from Maven Central, without installing anything.
 *
 * <p>{@link io.kessai.local.database.EmbeddedDatabase} unpacks, starts, kills and restarts it;
 * {@link io.kessai.local.database.TestDatabase} gives every test class a migrated database, on an
 * embedded server or, in a run that says so, on a {@link
 * io.kessai.local.database.ContainerDatabase}; {@link io.kessai.local.database.DatabaseEndpoint}
 * says how to reach any of them, or an external server. Read {@code EmbeddedDatabaseTest} first.
 *
 * <p>Only the PostgreSQL binaries of the zonky project are used, not its Java library: that one
 * starts a server without {@code fsync}, cannot start a data folder again after a kill, and names
 * no processes.
 */
package io.kessai.local.database;
