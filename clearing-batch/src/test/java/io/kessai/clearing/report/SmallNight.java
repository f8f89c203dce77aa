package io.kessai.clearing.report;

import io.kessai.clearing.expire.ExpireHolds;
import io.kessai.clearing.post.NightBooks;
import io.kessai.clearing.post.Post;
import io.kessai.clearing.post.PostFees;
import io.kessai.clearing.post.PostProgress;
import io.kessai.clearing.post.PostSettings;
import io.kessai.clearing.run.Pace;
import io.kessai.clearing.run.Shard;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * A night that is over: a Mastercard file of eight messages (header, trailer, six records in yen
 * that settle on the 23rd) posted by the program itself, and a file that was refused.
 *
 * <p>Records 1 to 3 are matched, 2 for 200 more and 3 for 100 less than authorized, 4 has no
 * authorization, 5 is a refund without one, 6 is collection only. Records 1 to 5 carry 12.345
 * thousandths of a yen of interchange each. One hold expires, one is open for another day.
 */
final class SmallNight {
    static final LocalDate NIGHT = LocalDate.of(2026, 11, 21);

    /** Of the trailer: 1000 + 1200 + 900 + 1000 + 300 + 1000. */
    static final long HASH = 5400;

    private SmallNight() {}

    /** Received, matched and stated, not posted. */
    static void prepare(NightBooks books) throws SQLException {
        books.authorize(1, 6, 2, 1000);
        books.present(1, 6, 2, 1000);
        books.records(7, 8, 0);
        books.run(
                """
                update clearing_records set transaction_amount = 1200, billing_amount = 1200,
                    settlement_amount = 1200 where number = 2;
                update clearing_matches set difference = 200, tolerance = 'gratuity' where number = 2;
                update clearing_records set transaction_amount = 900, billing_amount = 900,
                    settlement_amount = 900 where number = 3;
                update clearing_matches set difference = -100, tolerance = 'standard', level = 2
                where number = 3;
                update clearing_matches set tolerance = 'standard' where number = 1;
                update clearing_matches set authorization_id = null, level = 0, verdict = 'unmatched'
                where number in (4, 5);
                update clearing_records set transaction_amount = 300, billing_amount = 300,
                    settlement_amount = 300, direction = 'credit' where number = 5;
                update clearing_records set is_collection_only = true where number = 6;
                update clearing_matches set authorization_id = null, level = 0,
                    verdict = 'collection_only' where number = 6;
                update clearing_records set kind = 'non_financial', fee_millionths = 0,
                    transaction_currency = 0, billing_currency = 0, settlement_currency = 0,
                    fee_currency = 0 where number in (7, 8);
                update clearing_records set transaction_digits = transaction_amount;
                insert into clearing_logical_files (file_id, ordinal, file_key, header_date, is_test,
                    message_count, transaction_amount, billing_amount)
                values (1, 1, 'mastercard:0012611210000001234500001', '2026-11-21', false, 8, 5400, 0);
                insert into clearing_network_totals (file_id, number, line, scope, settlement_on,
                    amount, currency, direction, record_count)
                values (1, 8, 1, '688/0390', '2026-11-23', 4100, 392, 'debit', 5),
                       (1, 8, 2, '688/0391', '2026-11-23', 300, 392, 'credit', 5),
                       (1, 8, 3, '688/0394', '2026-11-23', 3800, 392, 'net_debit', 5);
                insert into clearing_files (id, size_bytes, business_date, name, network, status,
                    reason, detail, archive_key, digest)
                overriding system value
                values (2, 1014, '2026-11-21', '=bad<file>&"name".ipm', 'mastercard', 'refused',
                    'COUNT_MISMATCH', 'COUNT_MISMATCH: the trailer counts 9 messages, there are 8',
                    '', decode(repeat('11', 32), 'hex'));
                update authorizations set expires_on = '2026-11-20' where id = 6
                """);
    }

    static void post(NightBooks books) throws SQLException {
        Post post =
                new Post(
                        books.batch(),
                        PostSettings.DEFAULT,
                        (_, difference, _, _) -> difference >= 200);
        post.run(1, Shard.WHOLE, PostProgress.UNSEEN, Pace.full());
        if (post.isDone(1)) {
            new PostFees(books.batch(), PostSettings.DEFAULT).run(1);
        }
        new ExpireHolds(books.batch()).run(NIGHT, false, Pace.full());
        books.run(
                """
                insert into clearing_exceptions (file_id, number, kind, account_id, amount,
                    business_date, currency, detail)
                values (1, 1, 'suspected_duplicate', 1, 1000, '2026-11-16', 392, '')
                """);
    }
}
