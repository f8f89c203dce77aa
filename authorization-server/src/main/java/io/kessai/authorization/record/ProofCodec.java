package io.kessai.authorization.record;

import io.kessai.authorization.decide.CardCounters;
import io.kessai.authorization.decide.Finding;
import io.kessai.authorization.decide.Findings;
import java.util.OptionalInt;

/** The journal's form of what became of a message's proofs. */
final class ProofCodec {

    /** Stands for no transaction counter. */
    private static final int NO_COUNTER = -1;

    private ProofCodec() {}

    /** One flag for a message that carries no proof, as most do not. */
    static void findings(Packer out, Findings findings) {
        boolean areSome = !findings.equals(Findings.NONE);
        out.flag(areSome);
        if (areSome) {
            out.word(findings.cryptogram())
                    .number(findings.counter().orElse(NO_COUNTER))
                    .word(findings.trackValue())
                    .word(findings.printedValue())
                    .word(findings.cavv())
                    .word(findings.pin());
        }
    }

    static Findings findings(Unpacker in) {
        return in.flag()
                ? new Findings(
                        in.word(Finding.class),
                        counter(in),
                        in.word(Finding.class),
                        in.word(Finding.class),
                        in.word(Finding.class),
                        in.word(Finding.class))
                : Findings.NONE;
    }

    private static OptionalInt counter(Unpacker in) {
        int counter = in.integer();
        return counter == NO_COUNTER ? OptionalInt.empty() : OptionalInt.of(counter);
    }

    static void counters(Packer out, CardCounters counters) {
        out.number(counters.pinFailures())
                .number(counters.highestCounter())
                .number(counters.usedCounters());
    }

    static CardCounters counters(Unpacker in) {
        return new CardCounters(in.integer(), in.integer(), in.number());
    }
}
