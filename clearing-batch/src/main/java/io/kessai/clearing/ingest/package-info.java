/**
 * Reads a received file, refuses it whole with a reason or copies all of its records.
 *
 * <p>The file is read twice: once to check all of it, once to copy it in the transaction that
 * accepts it. {@link io.kessai.clearing.ingest.ClearingRecord} is what a record of either network
 * becomes. Read IngestTest first, then FaultsAtNightTest for the messages a person gets.
 */
package io.kessai.clearing.ingest;
