package io.kessai.local.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.local.proofs.CardProofs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client holds against a server that was killed: an answer given is given for good. */
class ExchangesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # answers, DE39 and DE38       | contradicted | open
                    00 A                           | false        | false
                    00 A, 00 A                     | false        | false
                    00 A, 00 B                     | true         | false
                    00 A, 51                       | true         | false
                    91, 00 A                       | false        | false
                    96, 00 A, 00 A                 | false        | false
                    00 A, 91, 00 A                 | false        | false
                    00 A, 91                       | true         | false
                    91, 91                         | false        | true
                    ''                             | false        | true
                    """)
    void answers_of_one_message(String answers, boolean contradicted, boolean open) {
        Exchanges exchanges = new Exchanges();
        Request request = purchase();
        exchanges.sent(request);
        for (String answer : answers.isEmpty() ? new String[0] : answers.split(", ", -1)) {
            exchanges.answered(request.repeated(), answer(answer));
        }
        assertEquals(contradicted ? 1 : 0, exchanges.contradictions().size());
        assertEquals(open ? 1 : 0, exchanges.open().size());
    }

    @Test
    void approvals_are_those_that_the_last_answer_leaves() {
        Exchanges exchanges = new Exchanges();
        Request request = purchase();
        exchanges.sent(request);
        assertEquals(0, exchanges.approvals());
        exchanges.answered(request, answer("91"));
        assertEquals(0, exchanges.approvals());
        assertEquals(1, exchanges.answersWith("91"));
        exchanges.answered(request, answer("10 A"));
        assertEquals(1, exchanges.approvals());
    }

    @Test
    void only_a_wrong_pin_may_be_wrong() {
        String pan = SeededCards.pan(0);
        CardProofs card = CardProofs.of(pan, "2912");
        Request track = purchase().with(2, pan).with(ProofBook.TRACK, card.stripe());
        Request wrong = track.with(ProofBook.PIN, card.falsePinBlock());
        Request right = track.with(11, "000002").with(ProofBook.PIN, card.pinBlock());
        Exchanges exchanges = new Exchanges();
        for (Request request : List.of(wrong, right)) {
            exchanges.sent(request);
            exchanges.answered(request, answer("55"));
        }
        assertEquals(List.of(right + " got [55|||]"), exchanges.contradictions());
    }

    private static Request purchase() {
        TreeMap<Integer, String> fields = new TreeMap<>();
        fields.put(7, "1121090000");
        fields.put(11, "000001");
        return new Request(
                0, Kind.PURCHASE, 0, 0, "0100", fields, Optional.empty(), Request.Form.WHOLE);
    }

    private static Answer answer(String text) {
        String[] parts = text.split(" ", -1);
        TreeMap<Integer, String> fields = new TreeMap<>();
        fields.put(39, parts[0]);
        if (parts.length > 1) {
            fields.put(38, parts[1]);
        }
        return new Answer(Instant.EPOCH, "0110", fields);
    }
}
