package io.kessai.iso8583;

import io.kessai.domain.Pan;
import io.kessai.domain.PanAccess;
import io.kessai.domain.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the card number in the fields that carry one. */
final class CardNumber {
    private CardNumber() {}

    /** The one card number that DE2, DE35 and DE45 tell, or nothing. */
    static Optional<Pan> of(Message message) {
        List<String> told = new ArrayList<>(3);
        secret(message, 2).ifPresent(told::add);
        secret(message, 35).map(CardNumber::onTrack2).ifPresent(told::add);
        secret(message, 45).map(CardNumber::onTrack1).ifPresent(told::add);
        if (told.isEmpty() || told.stream().distinct().count() > 1) {
            return Optional.empty();
        }
        return Pan.of(told.getFirst());
    }

    private static Optional<String> secret(Message message, int number) {
        return message.secret(number).map(CardNumber::reveal);
    }

    private static String reveal(Secret secret) {
        return secret.reveal(PanAccess.get());
    }

    /** ISO/IEC 7813 track 2 without sentinels: the digits before {@code =} or D. */
    private static String onTrack2(String track) {
        int end = 0;
        while (end < track.length() && track.charAt(end) != '=' && track.charAt(end) != 'D') {
            end++;
        }
        return track.substring(0, end);
    }

    /** ISO/IEC 7813 track 1 without sentinels: format code B, the digits, {@code ^}. */
    private static String onTrack1(String track) {
        int start = track.startsWith("B") ? 1 : 0;
        int end = track.indexOf('^');
        return track.substring(start, end < start ? track.length() : end);
    }
}
