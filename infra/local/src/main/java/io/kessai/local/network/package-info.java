/**
 * A simulated card network and its own books.
 *
 * <p>{@link io.kessai.local.network.Day} makes a day of traffic from a seed, pure. {@link
 * io.kessai.local.network.Books} say, from the specification alone, what each answer must be and
 * what every account must have in the end; they share no rule with the server and never look into
 * its database. {@link io.kessai.local.network.AnswerLog} is the file of what was sent and
 * received, for {@code audit --answers FILE}. What the books have of every authorization when the
 * day is over ({@link io.kessai.local.network.DayAuthorization}) is what {@link
 * io.kessai.local.network.clearing} delivers files for. Read BooksTest first.
 */
package io.kessai.local.network;
