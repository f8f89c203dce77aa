/**
 * Brings a database to the schema this build was made for, and keeps its daily partitions ahead.
 *
 * <p>The SQL is in {@code db/migration}; {@link Migrator} applies it, {@link Migrate} is the
 * program around it. Read {@code MigrateTest} first; what happens on a real database is shown by
 * {@code MigratorTest} in {@code infra/local}, where the database is.
 */
package io.kessai.migrations;
