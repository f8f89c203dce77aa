/**
 * Turns a decoded message into what a decision takes: typed, validated, free of its dialect and of
 * everything sensitive.
 *
 * <p>Read {@code MessageReaderTest} first.
 */
package io.kessai.authorization.message;
