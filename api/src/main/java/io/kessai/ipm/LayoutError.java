package io.kessai.ipm;

/**
 * Why a layout file cannot be used.
 *
 * @param line of the file, from 1; 0 when something is missing from the whole file
 * @param rule what is wrong there
 * @param remedy what to write instead
 */
public record LayoutError(int line, String rule, String remedy) implements ParsedLayout {}
