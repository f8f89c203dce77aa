package io.kessai.local.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DayTest {
    private static final Fleet FLEET = new Fleet(200, 2, 1_000_000, "392");
    private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

    @Test
    void a_seed_makes_the_same_day_every_time() {
        assertEquals(Day.generate(7, 2_000, FLEET, START), Day.generate(7, 2_000, FLEET, START));
    }

    @Test
    void another_seed_makes_another_day() {
        assertNotEquals(
                Day.generate(7, 500, FLEET, START).steps(),
                Day.generate(8, 500, FLEET, START).steps());
    }

    @Test
    void messages_are_numbered_in_sending_order() {
        List<Request> requests = Day.generate(1, 1_000, FLEET, START).requests();
        assertEquals(
                IntStream.range(0, requests.size()).boxed().toList(),
                requests.stream().map(Request::number).toList());
    }

    @Test
    void a_few_thousand_messages_hold_every_kind_and_every_answer() {
        AnsweredDay day = AnsweredDay.of(Day.generate(3, 3_000, FLEET, START));
        Set<Kind> kinds =
                day.day().requests().stream().map(Request::kind).collect(Collectors.toSet());
        assertEquals(EnumSet.allOf(Kind.class), kinds);
        Set<String> codes =
                day.answers().values().stream()
                        .map(Answer::responseCode)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                new TreeSet<>(
                        Arrays.asList(
                                "00", "05", "10", "12", "13", "14", "25", "30", "41", "43", "51",
                                "54", "55", "57", "58", "61", "62", "65", "75", "78", "82", "85",
                                "87", "94", "N7")),
                codes);
    }

    @Test
    void no_two_different_messages_share_a_key_unless_they_mean_to() {
        Set<String> keys = new HashSet<>();
        for (Request request : Day.generate(5, 3_000, FLEET, START).requests()) {
            boolean again =
                    switch (request.kind()) {
                        case REPEAT, COPY, REUSED_KEY -> true;
                        default -> false;
                    };
            assertTrue(again || keys.add(request.key()), request::toString);
        }
    }

    @Test
    void a_message_prints_no_card_number() {
        Request request = Day.generate(5, 100, FLEET, START).requests().getFirst();
        assertTrue(
                request.toString().matches("message 0 \\([A-Z_]+ 0\\d+, card -?\\d+\\)"),
                request::toString);
    }
}
