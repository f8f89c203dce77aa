package io.kessai.authorization.link;

import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.Message;

/** Something a link asks its network, in the words of its dialect. */
@FunctionalInterface
public interface Question {

    /**
     * The request, of 1987.
     *
     * @param started has DE7 and DE11 already, by which its answer is known
     */
    Message ask(Dialect dialect, Message.Builder started);
}
