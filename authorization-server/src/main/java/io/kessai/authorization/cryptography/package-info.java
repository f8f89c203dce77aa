/**
 * Verifies what a message proves card and cardholder with: verification values, cryptograms, PIN
 * blocks.
 *
 * <p>It runs before the lane, under the message's deadline. Whatever is secret stays in here: what
 * leaves are {@link io.kessai.authorization.decide.Findings} and the issuer authentication data of
 * the answer. One port, {@code CardCryptography}, has two implementations: keys from the
 * configuration (local profile only) and AWS Payment Cryptography. Read {@code
 * CardVerificationValueTest} first, then {@code VerificationTest}.
 *
 * <p>The algorithms are those of public texts: ISO 9564-1 (PIN blocks), EMV Book 2 (keys,
 * cryptograms, ARPC), IBM's z/OS ICSF guide (card verification value, PVV, 3624 offset), and open
 * source whose test vectors came from hardware (pyemv, psec).
 */
package io.kessai.authorization.cryptography;
