package io.kessai.authorization.link;

import io.kessai.iso8583.Message;
import java.util.Locale;

/** Messages as a network sends them. */
final class Samples {
    private Samples() {}

    /** A purchase of 10.00 with a card number that no network has issued. */
    static Message purchase(int stan) {
        return Message.builder("0100")
                .secret(2, "9999000000000011")
                .text(3, "000000")
                .text(4, "000000001000")
                .text(7, "1121080000")
                .text(11, stan(stan))
                .text(32, "123456")
                .text(37, "000000" + stan(stan))
                .text(41, "TERM0001")
                .text(42, "MERCHANT0000001")
                .text(49, "392")
                .build();
    }

    /** A network management request. */
    static Message management(String function, int stan) {
        return Message.builder("0800")
                .text(7, "1121080000")
                .text(11, stan(stan))
                .text(70, function)
                .build();
    }

    static String stan(int stan) {
        return String.format(Locale.ROOT, "%06d", stan);
    }
}
