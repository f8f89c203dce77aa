/**
 * Reads what both programs tell watchers of authorizations, and gives it to each watcher at least
 * once and in order per account.
 *
 * <p>Read {@code EventReaderTest} first.
 */
package io.kessai.authorization.watch;
