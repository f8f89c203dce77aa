/**
 * Names, for every record of an accepted file that moves money, the authorization it belongs to, or
 * why there is none: one row of {@code clearing_matches} each.
 *
 * <p>{@link io.kessai.clearing.reconcile.Reconcile} loads and writes in sets; {@link
 * io.kessai.clearing.reconcile.Matcher} chooses, one account at a time, without touching anything.
 * Read MatcherTableTest and its tables first: every level, tie and precedence is a line there.
 */
package io.kessai.clearing.reconcile;
