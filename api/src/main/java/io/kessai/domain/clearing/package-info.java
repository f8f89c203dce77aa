/**
 * The vocabulary of clearing: what a record of a clearing file is, and what can come of it. Pure.
 *
 * <p>The words stored in the database are pinned by ClearingWordsTest of the clearing program,
 * which reads the schema's checks.
 */
package io.kessai.domain.clearing;
