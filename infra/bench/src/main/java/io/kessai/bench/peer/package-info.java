/**
 * Two other ways to record an authorization, behind the same links and codec and over the same
 * tables, and one over the fewest tables there can be, the limit: what ours is measured against.
 * Read {@link io.kessai.bench.peer.PeerServer} first.
 */
package io.kessai.bench.peer;
