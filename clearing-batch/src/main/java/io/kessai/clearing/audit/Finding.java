package io.kessai.clearing.audit;

/**
 * One place where an invariant is broken.
 *
 * @param subject the row: account, authorization, ledger transaction, message key, file and line;
 *     never card data
 * @param expected what should be there
 * @param found what is there
 */
record Finding(String subject, String expected, String found) {}
