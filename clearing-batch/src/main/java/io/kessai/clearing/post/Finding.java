package io.kessai.clearing.post;

import io.kessai.domain.clearing.Verdict;

/**
 * What {@code reconcile} found for a record.
 *
 * @param difference cleared less authorized in the transaction currency, signed; 0 where these
 *     cannot be compared
 * @param isBeyondTolerance whether that is more than usual
 */
record Finding(Verdict verdict, long difference, boolean isBeyondTolerance) {}
