package io.kessai.local.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.local.proofs.CardProofs;
import io.kessai.local.proofs.NewPinKey;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PinZoneTest {
    private static final String BLOCK = CardProofs.of("9999000000000012", "2912").pinBlock();

    private final SplittableRandom random = new SplittableRandom(7);
    private final PinZone zone = new PinZone();

    @Test
    void a_block_goes_out_under_the_newest_key_and_nothing_else_is_changed() {
        Request drafted = message(1).with(ProofBook.PIN, BLOCK);
        assertEquals(drafted, zone.sealed(drafted));
        zone.change(NewPinKey.of(random));
        NewPinKey newest = NewPinKey.of(random);
        zone.change(newest);
        assertEquals(drafted.with(ProofBook.PIN, newest.translated(BLOCK)), zone.sealed(drafted));
        assertEquals(message(2), zone.sealed(message(2)));
        assertEquals(2, zone.changes());
    }

    @Test
    void a_change_waits_for_what_is_under_an_older_key_and_for_nothing_else() throws Exception {
        Request old = message(1).with(ProofBook.PIN, BLOCK);
        zone.sealed(old);
        zone.sealed(message(2));
        zone.awaitNoneOlder();
        zone.change(NewPinKey.of(random));
        zone.sealed(message(3).with(ProofBook.PIN, BLOCK));
        CountDownLatch begun = new CountDownLatch(1);
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                zone.awaitNoneOlder();
                                begun.countDown();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        assertFalse(begun.await(100, TimeUnit.MILLISECONDS), "message 1 is under an older key");
        zone.ended(old);
        assertTrue(begun.await(10, TimeUnit.SECONDS), "message 3 is under the newest");
    }

    private static Request message(int number) {
        TreeMap<Integer, String> fields = new TreeMap<>();
        fields.put(11, "00000" + number);
        return new Request(
                number, Kind.PURCHASE, 0, 0, "0100", fields, Optional.empty(), Request.Form.WHOLE);
    }
}
