package io.kessai.clearing.post;

import io.kessai.domain.clearing.Verdict;

/**
 * What {@code reconcile} found for a record.
 *
 * @param difference cleared less authorized in the transaction currency, signed; 0 where these
 *     cannot be compared
 * @param tolerance the word of the tolerance class, '' for none
 */
record Finding(Verdict verdict, long difference, String tolerance) {}
