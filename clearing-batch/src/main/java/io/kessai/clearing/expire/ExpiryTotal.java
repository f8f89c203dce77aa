package io.kessai.clearing.expire;

/**
 * Holds that expired, or would, in one currency.
 *
 * @param currency ISO 4217 numeric
 * @param amount in minor units
 */
public record ExpiryTotal(int currency, long holds, long amount) {}
