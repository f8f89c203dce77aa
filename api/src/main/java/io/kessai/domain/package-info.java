/**
 * The vocabulary both programs share: money, holds and their rules, natural keys, posting rules.
 *
 * <p>Pure: no clock, random source, I/O, logging, framework or thread. Read {@code HoldTest} first.
 */
package io.kessai.domain;
