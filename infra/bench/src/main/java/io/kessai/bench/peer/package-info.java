/**
 * Two other ways to record an authorization, behind the same links and codec and over the same
 * tables, and the design's prototype, over three of its own: what ours is measured against. Read
 * {@link io.kessai.bench.peer.PeerServer} first.
 */
package io.kessai.bench.peer;
