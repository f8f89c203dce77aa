/**
 * Accounts and cards, for people's programs: opening, limits, adjustments, issuing, status.
 *
 * <p>Each call is one transaction that locks the account before its first write, as every program
 * here does, and is done once whatever its caller repeats. Read {@code CardServiceIT} first.
 */
package io.kessai.authorization.card;
