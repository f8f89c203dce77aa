/**
 * Our codec of ISO 8583 beside two that others wrote, on the same message. Read {@link
 * io.kessai.bench.codec.CodecBench} first.
 */
package io.kessai.bench.codec;
