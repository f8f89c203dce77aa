package io.kessai.local.network;

/**
 * How often a day's requests proved card or cardholder with something.
 *
 * @param messages answered ones that carried a verification value, a PIN or a cryptogram
 * @param refused how many of them were refused for that
 */
public record ProofCount(long messages, long refused) {}
