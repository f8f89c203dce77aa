/**
 * The cards that a simulated day is played with, as their issuer made them: verification values,
 * PIN and chip. It computes by itself what the server verifies, and uses nothing of the server's.
 * Read CardProofsTest first.
 */
package io.kessai.local.proofs;
