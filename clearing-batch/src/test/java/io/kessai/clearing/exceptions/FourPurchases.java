package io.kessai.clearing.exceptions;

import io.kessai.clearing.post.NightBooks;
import io.kessai.clearing.post.Post;
import io.kessai.clearing.post.PostProgress;
import io.kessai.clearing.post.PostSettings;
import io.kessai.clearing.run.Pace;
import io.kessai.clearing.run.Shard;
import java.sql.SQLException;

/**
 * The night's file has four purchases of 1,000 yen of account 1: matched, without authorization, of
 * an unknown card and a duplicate, both in suspense. Authorization 9 of 1,000 is still open.
 */
public final class FourPurchases {

    private FourPurchases() {}

    /** Posted by the program itself. */
    public static NightBooks posted() throws SQLException {
        NightBooks books = new NightBooks(2);
        books.authorize(1, 1, 1, 1000);
        books.authorize(9, 9, 1, 1000);
        books.present(1, 4, 1, 1000);
        books.run(
                """
                update clearing_matches set authorization_id = null, verdict = 'unmatched'
                where number = 2;
                update clearing_matches
                set authorization_id = null, account_id = null, verdict = 'unknown_card'
                where number = 3;
                update clearing_matches set authorization_id = null, verdict = 'duplicate'
                where number = 4
                """);
        new Post(books.batch(), PostSettings.DEFAULT, NightBooks.NO_TOLERANCE)
                .run(1, Shard.WHOLE, PostProgress.UNSEEN, Pace.full());
        return books;
    }
}
