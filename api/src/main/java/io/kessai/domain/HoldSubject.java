package io.kessai.domain;

/**
 * What the rules of a hold policy look at.
 *
 * @param mcc DE18; empty where there is none
 * @param asked for, in the account's currency; what was approved may be less
 */
public record HoldSubject(Circumstances circumstances, String mcc, Money asked) {}
