/**
 * What every step that moves the books shares: transactions that are tried again when another one
 * was in the way, the locks on accounts, and the writing of holds' terms with the balances that
 * follow from them. Nothing here decides; the rules are in {@link io.kessai.clearing.post} and
 * {@link io.kessai.clearing.expire}.
 *
 * <p>Read PostTest of {@code io.kessai.clearing.post} first: it kills, races and holds locks.
 */
package io.kessai.clearing.books;
