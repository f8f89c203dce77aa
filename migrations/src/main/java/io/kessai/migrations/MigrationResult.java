package io.kessai.migrations;

/**
 * What a migration run did.
 *
 * @param applied number of migrations applied now; 0 when the schema was current
 * @param version the schema's version afterwards
 * @param partitionDaysAhead for how many days from today partitions exist
 */
public record MigrationResult(int applied, String version, int partitionDaysAhead) {}
