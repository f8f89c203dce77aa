package io.kessai.clearing.post;

import io.kessai.domain.clearing.ExceptionKind;

/**
 * An exception for people.
 *
 * @param amount what it is about, 0 and no currency where nothing was booked
 * @param detail a sentence without card data, '' where the kind says it all
 */
record Raised(ExceptionKind kind, RecordAmount amount, String detail) {}
