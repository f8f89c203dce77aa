/**
 * The audit: proves on any database, in one consistent snapshot, what must always be true of the
 * books (design, A1 to A8), and names the rows that break it.
 *
 * <p>Every check is a class of its own with its SQL beside it; {@link
 * io.kessai.clearing.audit.Checks} lists them. Nothing is written, no row is locked, and money runs
 * on underneath. Read AuditTest first: it breaks each invariant on purpose and sees the row named.
 */
package io.kessai.clearing.audit;
