/**
 * Decides: (request, situation, now) → answer and effects.
 *
 * <p>Pure: no clock, random source, I/O, logging, framework or thread. Read {@code
 * DecisionTableTest} first: it specifies the checks, one row a rule, in order of precedence.
 */
package io.kessai.authorization.decide;
