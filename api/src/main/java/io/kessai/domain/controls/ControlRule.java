package io.kessai.domain.controls;

import io.kessai.domain.Country;
import io.kessai.domain.MccRange;
import java.util.List;
import java.util.stream.Collectors;

/** One rule of a control set. Amounts are minor units of the account's currency. */
public sealed interface ControlRule {

    /** Its line, as {@link ControlRules#parse} reads it. */
    String line();

    /** No transaction may ask for more. */
    record TransactionLimit(boolean isOfCash, long units) implements ControlRule {
        @Override
        public String line() {
            return limit(isOfCash) + "transaction " + units;
        }
    }

    /** What counts in the window, and is asked for, may not exceed the units. */
    record AmountLimit(boolean isOfCash, Window window, long units) implements ControlRule {
        @Override
        public String line() {
            return limit(isOfCash) + "amount " + window + " " + units;
        }
    }

    /** How many authorizations the window may have. */
    record CountLimit(boolean isOfCash, Window window, long count) implements ControlRule {
        @Override
        public String line() {
            return limit(isOfCash) + "count " + window + " " + count;
        }
    }

    /** By merchant category code (DE18). */
    record Mccs(boolean isAllowed, List<MccRange> ranges) implements ControlRule {
        public Mccs {
            ranges = List.copyOf(ranges);
        }

        @Override
        public String line() {
            return list(isAllowed, "mcc", ranges);
        }
    }

    /** By card acceptor id (DE42), without blanks around it. */
    record Merchants(boolean isAllowed, List<String> ids) implements ControlRule {
        public Merchants {
            ids = List.copyOf(ids);
        }

        @Override
        public String line() {
            return list(isAllowed, "merchant", ids);
        }
    }

    /** By the country of the card acceptor; one that is not told is on no list. */
    record Countries(boolean isAllowed, List<Country> countries) implements ControlRule {
        public Countries {
            countries = List.copyOf(countries);
        }

        @Override
        public String line() {
            return list(isAllowed, "country", countries);
        }
    }

    /** A transaction is allowed where all its channels are, and denied where one is. */
    record Channels(boolean isAllowed, List<Channel> channels) implements ControlRule {
        public Channels {
            channels = List.copyOf(channels);
        }

        @Override
        public String line() {
            return list(isAllowed, "channel", channels.stream().map(Channel::word).toList());
        }
    }

    /** By how the card number came into the terminal. */
    record EntryModes(boolean isAllowed, List<EntryMode> modes) implements ControlRule {
        public EntryModes {
            modes = List.copyOf(modes);
        }

        @Override
        public String line() {
            return list(isAllowed, "entry-mode", modes.stream().map(EntryMode::word).toList());
        }
    }

    private static String limit(boolean isOfCash) {
        return isOfCash ? "limit cash " : "limit ";
    }

    private static String list(boolean isAllowed, String subject, List<?> entries) {
        return (isAllowed ? "allow " : "deny ")
                + subject
                + entries.stream().map(entry -> " " + entry).collect(Collectors.joining());
    }
}
