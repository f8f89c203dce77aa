package io.kessai.clearing.reconcile;

/**
 * A forced post whose authorization was found later: to become a row of {@code
 * clearing_late_links}, or a suspected duplicate.
 *
 * @param record the forced post
 * @param accountId whose hold is to be released, after locking it
 * @param level 1 to 4
 * @param agreed the fields that agreed, divided by commas
 * @param isPostedAlready whether that was posted itself when it came, so that the cardholder paid
 *     twice; it holds nothing
 */
public record LateProposal(
        RecordPlace record,
        long accountId,
        long authorizationId,
        int level,
        String agreed,
        boolean isPostedAlready) {}
