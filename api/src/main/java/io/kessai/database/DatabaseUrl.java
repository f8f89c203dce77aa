package io.kessai.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The JDBC URL of a PostgreSQL: plain, or through the AWS Advanced JDBC Wrapper. Immutable; opens
 * nothing. Specification: DatabaseUrlTest.
 *
 * <p>A wrapper may put another session behind a connection, or answer without one. What is let
 * through here never does so in silence: see {@link #PLUGINS}.
 *
 * @param text as it was configured; its parameters may carry a password
 */
public record DatabaseUrl(String text) {

    private static final String PLAIN = "jdbc:postgresql:";
    private static final String WRAPPED = "jdbc:aws-wrapper:postgresql:";

    /**
     * The wrapper's plugins that act only while a connection opens, only end one, or tell of every
     * new session by an exception of class 08. Others change sessions in silence (read-write
     * splitting), answer from a cache, change statements or log them.
     */
    static final Set<String> PLUGINS =
            Set.of(
                    "initialConnection",
                    "auroraStaleDns",
                    "auroraConnectionTracker",
                    "failover",
                    "failover2",
                    "efm",
                    "efm2",
                    "iam");

    private static final String PLUGIN_LIST = "wrapperPlugins";

    /** A profile brings plugins of its own; the others print statements and settings. */
    private static final List<String> REFUSED =
            List.of(
                    "wrapperProfileName",
                    "wrapperLoggerLevel",
                    "enableTelemetry",
                    "wrapperLogUnclosedConnections");

    /** In seconds to PostgreSQL's driver, in milliseconds to the wrapper, which rounds down. */
    private static final List<String> TIME_LIMITS =
            List.of("connectTimeout", "socketTimeout", "loginTimeout");

    /** Whether connections go through the wrapper. */
    public boolean isWrapped() {
        return text.startsWith(WRAPPED);
    }

    /** Without its parameters. */
    public String address() {
        int parameters = text.indexOf('?');
        return parameters < 0 ? text : text.substring(0, parameters);
    }

    /** One line for each reason not to connect; empty when it may be used. */
    public List<String> refusals() {
        if (!isWrapped()) {
            return text.startsWith(PLAIN)
                    ? List.of()
                    : List.of("must begin with " + PLAIN + "// or " + WRAPPED + "//");
        }
        List<String> refusals = new ArrayList<>();
        Map<String, String> parameters = parameters();
        if (address().contains(",")) {
            refusals.add("the wrapper finds the hosts of a cluster itself: name one, its endpoint");
        }
        refusals.addAll(refusalsOfPlugins(parameters));
        for (String name : REFUSED) {
            if (parameters.containsKey(name)) {
                refusals.add(name + " is not allowed");
            }
        }
        for (String name : TIME_LIMITS) {
            if (parameters.containsKey(name) && !isWholeSecond(parameters.getOrDefault(name, ""))) {
                refusals.add(name + " is in milliseconds here, and 1000 at least");
            }
        }
        if (!parameters.getOrDefault("failoverMode", "strict-writer").equals("strict-writer")) {
            refusals.add("failoverMode must be strict-writer");
        }
        return List.copyOf(refusals);
    }

    /** They are to be named: a new version of the wrapper may have other defaults. */
    private static List<String> refusalsOfPlugins(Map<String, String> parameters) {
        if (!parameters.containsKey(PLUGIN_LIST)) {
            return List.of("the wrapper needs " + PLUGIN_LIST + "=…, which may be empty");
        }
        return Arrays.stream(parameters.getOrDefault(PLUGIN_LIST, "").split(","))
                .map(String::strip)
                .filter(plugin -> !plugin.isEmpty() && !PLUGINS.contains(plugin))
                .map(plugin -> "plugin " + plugin + " is not one of " + sorted(PLUGINS))
                .toList();
    }

    /**
     * Connection properties as the driver of this URL reads them.
     *
     * @param inSeconds the properties of PostgreSQL's own driver; left as they are
     */
    public Properties properties(Properties inSeconds) {
        Properties properties = new Properties();
        properties.putAll(inSeconds);
        if (isWrapped()) {
            for (String name : TIME_LIMITS) {
                String seconds = inSeconds.getProperty(name);
                if (seconds != null) {
                    properties.setProperty(name, millis(seconds));
                }
            }
        }
        return properties;
    }

    private static String millis(String seconds) {
        return String.valueOf(TimeUnit.SECONDS.toMillis(Long.parseLong(seconds)));
    }

    private static boolean isWholeSecond(String millis) {
        return millis.matches("[1-9][0-9]{3,8}");
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        int from = text.indexOf('?');
        if (from >= 0) {
            for (String parameter : text.substring(from + 1).split("&")) {
                int equals = parameter.indexOf('=');
                String name = equals < 0 ? parameter : parameter.substring(0, equals);
                String value = equals < 0 ? "" : parameter.substring(equals + 1);
                parameters.put(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8));
            }
        }
        return parameters;
    }

    /** Leaves the parameters out. */
    @Override
    public String toString() {
        return address();
    }
}
