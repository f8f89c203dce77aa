package io.kessai.iso8583;

/** What a dialect file gives: the dialect, or the first line that keeps it from being one. */
public sealed interface ParsedDialect permits Dialect, DialectError {}
