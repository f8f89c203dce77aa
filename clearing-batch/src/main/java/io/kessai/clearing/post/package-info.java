/**
 * Post: turns what {@code reconcile} found into the books. What a record does is decided by {@link
 * io.kessai.clearing.post.PostingRules}, pure and specified by tables (read PostingTableTest
 * first); {@link io.kessai.clearing.post.Post} reads, locks and writes in chunks that can be
 * stopped anywhere and run again (PostTest). {@link io.kessai.clearing.post.PostFees} books a
 * file's interchange, {@link io.kessai.clearing.post.LateLinks} lets go of holds whose purchase had
 * been booked without them.
 */
package io.kessai.clearing.post;
