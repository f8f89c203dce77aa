package io.kessai.iso8583;

/**
 * Why a dialect file cannot be used.
 *
 * @param line of the file, from 1; 0 when something is missing from the whole file
 * @param rule what is wrong there
 * @param remedy what to write instead
 */
public record DialectError(int line, String rule, String remedy) implements ParsedDialect {}
