package io.kessai.authorization.card;

import io.kessai.domain.Pan;
import io.kessai.domain.PanRange;
import java.util.function.LongUnaryOperator;

/**
 * Draws card numbers of the product's range at random, so that they cannot be guessed.
 *
 * @param below a random number from zero to below its argument
 */
record PanDraw(PanRange range, LongUnaryOperator below) {

    /** One number of the range; it may be issued already. */
    Pan draw() {
        return range.number(below.applyAsLong(range.size()));
    }
}
