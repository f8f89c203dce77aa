/**
 * Records decisions: lanes take what has queued up and commit it in one transaction, journal, holds
 * and balances together; an answer leaves only then.
 *
 * <p>The only package of the message path that knows SQL. Read {@code LaneTest} first, then {@code
 * RaceTest} for what two servers do to each other.
 */
package io.kessai.authorization.record;
