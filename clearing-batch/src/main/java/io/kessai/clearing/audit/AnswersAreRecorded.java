package io.kessai.clearing.audit;

import io.kessai.clearing.audit.RecordedAnswers.Recorded;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client received is what the journal says: every answer of record is there with the same
 * DE38, DE39 and DE4, no approval that was received is voided, and one message never got two
 * different answers.
 *
 * <p>Answers made without the database (91, 96, 30) are no answers of record, nor is 94, which is
 * about another message. Messages without an answer are counted, not judged. Keeps some 100 bytes
 * for each answer of record.
 */
final class AnswersAreRecorded implements Check {
    private static final int BATCH = 2_000;

    @Override
    public Invariant invariant() {
        return Invariant.A4;
    }

    @Override
    public String rule() {
        return "answers-are-recorded";
    }

    @Override
    public CheckResult run(AuditSession session) throws SQLException, IOException {
        Optional<Path> file = session.request().answers();
        if (file.isEmpty()) {
            return CheckResult.notChecked(invariant(), rule(), "no --answers given");
        }
        Comparison comparison = new Comparison(session);
        try (BufferedReader lines =
                Files.newBufferedReader(file.get(), StandardCharsets.US_ASCII)) {
            String line = lines.readLine();
            for (long number = 1; line != null; number++) {
                comparison.add(parse(file.get(), line, number));
                line = lines.readLine();
            }
        }
        comparison.compareBatch();
        return comparison.result(this);
    }

    private static ClientAnswer parse(Path file, String line, long number) throws IOException {
        try {
            return ClientAnswer.parse(line, number);
        } catch (IOException e) {
            throw new IOException(file + ", " + e.getMessage(), e);
        }
    }

    /** One reading of the file. */
    private static final class Comparison {
        private final RecordedAnswers recorded;
        private final Findings findings;
        private final List<ClientAnswer> batch = new ArrayList<>();
        private final Map<Long, FirstAnswer> first = new HashMap<>();
        private long answersOfRecord;
        private long unanswered;
        private long notOfRecord;

        Comparison(AuditSession session) {
            recorded = new RecordedAnswers(session.connection());
            findings = session.newFindings();
        }

        void add(ClientAnswer answer) throws SQLException {
            if (!answer.isAnswered()) {
                unanswered++;
            } else if (!answer.isOfRecord()) {
                notOfRecord++;
            } else {
                answersOfRecord++;
                compareWithFirst(answer);
                batch.add(answer);
            }
            if (batch.size() == BATCH) {
                compareBatch();
            }
        }

        void compareBatch() throws SQLException {
            List<Optional<Recorded>> rows = batch.isEmpty() ? List.of() : recorded.find(batch);
            for (int i = 0; i < batch.size(); i++) {
                ClientAnswer answer = batch.get(i);
                Optional<Recorded> row = rows.get(i);
                if (row.isEmpty() && answer.isRepeat()) {
                    row = recorded.findRestamped(answer);
                }
                compare(answer, row);
            }
            batch.clear();
        }

        CheckResult result(Check check) {
            findings.note("messages never answered: " + unanswered);
            findings.note("answers that are not of record (91, 96, 30, 94): " + notOfRecord);
            return findings.result(check, answersOfRecord, "answers of record");
        }

        /** The same message is the same key with the same card and amount. */
        private void compareWithFirst(ClientAnswer answer) {
            long message =
                    Fingerprint.of(
                            answer.key().line(),
                            answer.key().transmittedOn().toString(),
                            answer.card(),
                            answer.sentAmount());
            FirstAnswer now = new FirstAnswer(Fingerprint.of(answer.content()), answer.line());
            FirstAnswer before = first.putIfAbsent(message, now);
            if (before != null && before.content() != now.content()) {
                findings.add(
                        new Finding(
                                answer.subject(),
                                "the answer of line " + before.line(),
                                answer.content()));
            }
        }

        private void compare(ClientAnswer answer, Optional<Recorded> row) {
            if (row.isEmpty()) {
                findings.add(new Finding(answer.subject(), answer.content(), "no journal row"));
                return;
            }
            Recorded journal = row.get();
            if (answer.isApproval() && journal.voided()) {
                findings.add(
                        new Finding(
                                answer.subject(),
                                "an approval that stands, as received: " + answer.content(),
                                "voided"));
            }
            if (!isSame(answer, journal)) {
                findings.add(new Finding(answer.subject(), answer.content(), describe(journal)));
            }
        }

        private static boolean isSame(ClientAnswer answer, Recorded journal) {
            boolean response =
                    switch (journal.response()) {
                        case "" -> true;
                        case "a decline" -> !answer.isApproval();
                        default -> answer.responseCode().equals(journal.response());
                    };
            return response && (!answer.isApproval() || isSameApproval(answer, journal));
        }

        private static boolean isSameApproval(ClientAnswer answer, Recorded journal) {
            boolean code =
                    answer.approvalCode().isEmpty()
                            || answer.approvalCode().equals(journal.approvalCode());
            boolean amount =
                    answer.amount().isEmpty()
                            || journal.amount().isEmpty()
                            || Long.parseLong(answer.amount()) == journal.amount().get();
            return code && amount;
        }

        private static String describe(Recorded journal) {
            return "reason %s, DE38 '%s'%s"
                    .formatted(
                            journal.reason(),
                            journal.approvalCode(),
                            journal.amount().map(amount -> ", DE4 " + amount).orElse(""));
        }
    }

    /** What a message got first: a fingerprint of the content, and the line it came on. */
    private record FirstAnswer(long content, long line) {}
}
