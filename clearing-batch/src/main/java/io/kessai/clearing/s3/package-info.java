/**
 * Inbox, archive and reports in buckets of Amazon S3: what {@code receive} and {@code report} have
 * as folders. {@link io.kessai.clearing.s3.S3Folder} is all that speaks with S3. Read StoreContract
 * in the tests first.
 */
package io.kessai.clearing.s3;
