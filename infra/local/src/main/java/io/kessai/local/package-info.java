/**
 * The whole system on one machine: its database, a card network to talk to it, and the commands
 * that run them. Used by people through {@code ./kessai} and by the tests of the other modules.
 */
package io.kessai.local;
