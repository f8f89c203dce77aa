package io.kessai.ipm;

import java.util.Set;

/**
 * One data element of the layout.
 *
 * @param prefixDigits 0 for a fixed length, 2 for LLVAR, 3 for LLLVAR
 * @param length the fixed length or the maximum, in bytes
 * @param neededBy message types such as {@code 1240}, or {@code all}
 */
record ElementLayout(
        int number,
        String name,
        Content content,
        int prefixDigits,
        int length,
        Set<String> neededBy) {}
