package io.kessai.authorization.decide;

import io.kessai.domain.controls.Spent;
import io.kessai.domain.controls.Usage;
import io.kessai.domain.controls.Window;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The controls that apply to a message, and what they measure.
 *
 * @param sets of product, account and card, those enforced first; all of them apply
 * @param ofCard usage of the card; absent where nothing is counted for it
 * @param ofAccount usage of all cards of the account, likewise
 * @param rolling of every rolling window that a rule has, as {@link RollingUsage} tells it
 */
public record Controls(
        List<ControlSet> sets,
        Optional<Usage> ofCard,
        Optional<Usage> ofAccount,
        List<RollingUsage> rolling) {

    /** Of a message that none apply to. */
    public static final Controls NONE =
            new Controls(List.of(), Optional.empty(), Optional.empty(), List.of());

    public Controls {
        sets = List.copyOf(sets);
        rolling = List.copyOf(rolling);
    }

    /**
     * What counted in a window before this message; of a rolling one that, or no less.
     *
     * @param on the message's business date
     */
    Spent spent(boolean isOfCard, Window window, LocalDate on) {
        return switch (window) {
            case Window.Fixed fixed ->
                    (isOfCard ? ofCard : ofAccount)
                            .map(usage -> usage.on(on).in(fixed.period()))
                            .orElse(Spent.NOTHING);
            case Window.Rolling length ->
                    rolling.stream()
                            .filter(sum -> sum.isOfCard() == isOfCard)
                            .filter(sum -> sum.window().equals(length))
                            .findFirst()
                            .map(RollingUsage::spent)
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "nobody has summed up the window " + length));
        };
    }
}
