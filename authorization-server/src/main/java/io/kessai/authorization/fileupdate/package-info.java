/**
 * Tells networks which cards we block and unblock: what a change of a card's status has left in
 * {@code file_updates} goes out as 0302 until a 0312 accepts it. Read {@code FileUpdateSenderTest}
 * first.
 */
package io.kessai.authorization.fileupdate;
