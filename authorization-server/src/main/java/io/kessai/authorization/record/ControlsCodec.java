package io.kessai.authorization.record;

import io.kessai.authorization.decide.ControlSet;
import io.kessai.authorization.decide.Controls;
import io.kessai.authorization.decide.RollingUsage;
import io.kessai.domain.controls.ControlRules;
import io.kessai.domain.controls.ControlScope;
import io.kessai.domain.controls.ControlState;
import io.kessai.domain.controls.Spent;
import io.kessai.domain.controls.Usage;
import io.kessai.domain.controls.Window;
import java.time.LocalDate;
import java.util.function.LongFunction;

/** The journal's form of controls: their rules, which never change, are named by id alone. */
final class ControlsCodec {

    private ControlsCodec() {}

    static void controls(Packer out, Controls controls) {
        boolean areSome = !controls.equals(Controls.NONE);
        out.flag(areSome);
        if (!areSome) {
            return;
        }
        out.each(controls.sets(), controls.sets().size(), ControlsCodec::set)
                .maybe(controls.ofCard(), ControlsCodec::usage)
                .maybe(controls.ofAccount(), ControlsCodec::usage)
                .each(controls.rolling(), controls.rolling().size(), ControlsCodec::rolling);
    }

    /**
     * @param rules of a set by its id
     */
    static Controls controls(Unpacker in, LongFunction<ControlRules> rules) {
        return in.flag()
                ? new Controls(
                        in.each(each -> set(each, rules)),
                        in.maybe(ControlsCodec::usage),
                        in.maybe(ControlsCodec::usage),
                        in.each(ControlsCodec::rolling))
                : Controls.NONE;
    }

    private static void set(Packer out, ControlSet set) {
        out.number(set.id()).word(set.scope()).word(set.state());
    }

    private static ControlSet set(Unpacker in, LongFunction<ControlRules> rules) {
        long id = in.number();
        return new ControlSet(
                id, in.word(ControlScope.class), in.word(ControlState.class), rules.apply(id));
    }

    private static void usage(Packer out, Usage usage) {
        out.number(usage.countedOn().toEpochDay())
                .each(usage.windows(), usage.windows().size(), ControlsCodec::spent);
    }

    private static Usage usage(Unpacker in) {
        return new Usage(LocalDate.ofEpochDay(in.number()), in.each(ControlsCodec::spent));
    }

    private static void rolling(Packer out, RollingUsage rolling) {
        out.flag(rolling.isOfCard()).number(rolling.window().length().toMinutes());
        spent(out, rolling.spent());
    }

    private static RollingUsage rolling(Unpacker in) {
        return new RollingUsage(in.flag(), Window.Rolling.ofMinutes(in.number()), spent(in));
    }

    private static void spent(Packer out, Spent spent) {
        out.number(spent.amount())
                .number(spent.count())
                .number(spent.cashAmount())
                .number(spent.cashCount());
    }

    private static Spent spent(Unpacker in) {
        return new Spent(in.number(), in.number(), in.number(), in.number());
    }
}
