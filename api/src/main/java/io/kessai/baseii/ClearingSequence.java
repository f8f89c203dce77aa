package io.kessai.baseii;

/**
 * A presentment of several for one authorization (TCR 5 positions 45–48).
 *
 * @param number which one, from 1
 * @param count of how many; 0 where that was not told
 */
public record ClearingSequence(int number, int count) {}
