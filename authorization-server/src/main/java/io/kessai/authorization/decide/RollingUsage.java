package io.kessai.authorization.decide;

import io.kessai.domain.controls.Spent;
import io.kessai.domain.controls.Window;

/**
 * What counted in a rolling window that ends with this message.
 *
 * @param isOfCard whether of the card alone, and not of all cards of its account
 * @param spent just what counted, or no less: where limits do not refuse even by that, nobody sums
 *     up
 */
public record RollingUsage(boolean isOfCard, Window.Rolling window, Spent spent) {}
