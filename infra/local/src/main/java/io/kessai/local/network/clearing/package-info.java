/**
 * The simulated networks' clearing: what they deliver for a day, and their own books of it.
 *
 * <p>{@link io.kessai.local.network.clearing.ClearingDay} tells from a seed which record each
 * authorization of the day leads to, and into which night's file it goes; {@link
 * io.kessai.local.network.clearing.ClearingBooks} say, from docs/clearing.md alone, what must come
 * of every record and what every account must have then; {@link
 * io.kessai.local.network.clearing.IpmDelivery} and {@link
 * io.kessai.local.network.clearing.BaseIIDelivery} put the records into bytes. Pure but for the
 * writing. Read ClearingBooksTest first.
 */
package io.kessai.local.network.clearing;
