/**
 * The rules an issuer sets for a card, an account or a product, as data, and what they measure.
 *
 * <p>Pure: no clock, random source, I/O, logging, framework or thread. Read {@code
 * ControlRulesTest} first: it specifies the lines that rules are written in.
 */
package io.kessai.domain.controls;
