/**
 * ISO 8583 messages: dialects as tables of fields, the codec compiled from them, and the frames
 * that carry messages over a stream.
 *
 * <p>A {@link io.kessai.iso8583.Dialect} is a data file. {@link io.kessai.iso8583.MessageCodec}
 * decodes, encodes and describes (masked) {@link io.kessai.iso8583.Message}s from that one table;
 * bad input is a value, {@link io.kessai.iso8583.Malformed}, never an exception. {@link
 * io.kessai.iso8583.FrameReader} cuts a byte stream into frames. The package needs nothing but the
 * JDK. Read GoldenMessagesTest first, then MalformedTableTest.
 */
@NullMarked
package io.kessai.iso8583;

import org.jspecify.annotations.NullMarked;
