/**
 * Turns an answer into the message that carries it.
 *
 * <p>Read {@code ResponseWriterTest} first.
 */
package io.kessai.authorization.reply;
