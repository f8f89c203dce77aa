package io.kessai.clearing.ingest;

/**
 * Why a whole file is refused.
 *
 * @param reason the stable word, such as {@code COUNT_WRONG}
 * @param detail one sentence a person acts on: place, rule and remedy
 */
public record Refusal(String reason, String detail) {}
