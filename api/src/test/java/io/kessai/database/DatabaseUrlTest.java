package io.kessai.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    private static final String WRAPPED = "jdbc:aws-wrapper:postgresql://db:5432/kessai";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # URL, w: for the wrapper's                          | refused for
                    jdbc:postgresql://a,b/kessai?targetServerType=primary| nothing
                    jdbc:postgresql://a/kessai?connectTimeout=3          | nothing
                    w:?wrapperPlugins=                                   | nothing
                    w:?wrapperPlugins=initialConnection,iam,efm2         | nothing
                    w:?wrapperPlugins=failover2%2Ciam&socketTimeout=1000 | nothing
                    w:?wrapperPlugins=failover&failoverMode=strict-writer| nothing
                    jdbc:mysql://a/kessai                                | must begin with
                    jdbc:aws-wrapper:mysql://a/kessai?wrapperPlugins=iam | must begin with
                    w:                                                   | the wrapper needs wrapperPlugins
                    w:?wrapperProfileName=D0&wrapperPlugins=iam          | wrapperProfileName is not allowed
                    w:?wrapperPlugins=iam&wrapperLoggerLevel=ALL         | wrapperLoggerLevel is not allowed
                    w:?wrapperPlugins=iam,readWriteSplitting             | plugin readWriteSplitting is not
                    w:?wrapperPlugins=dataCache                          | plugin dataCache is not
                    w:?wrapperPlugins=logQuery                           | plugin logQuery is not
                    w:?wrapperPlugins=failover2&failoverMode=strict-reader | failoverMode must be
                    w:?wrapperPlugins=iam&connectTimeout=3               | connectTimeout is in milliseconds
                    w:?wrapperPlugins=iam&socketTimeout=0                | socketTimeout is in milliseconds
                    """)
    void what_may_be_used(String url, String refusedFor) {
        String refusals =
                String.join("; ", new DatabaseUrl(url.replaceFirst("^w:", WRAPPED)).refusals());
        assertTrue(
                refusedFor.equals("nothing")
                        ? refusals.isEmpty()
                        : refusals.startsWith(refusedFor) && !refusals.contains(";"),
                () -> url + " is refused for: " + refusals);
    }

    @Test
    void several_hosts_are_for_the_plain_driver() {
        assertEquals(
                1,
                new DatabaseUrl("jdbc:aws-wrapper:postgresql://a,b/kessai?wrapperPlugins=")
                        .refusals()
                        .size());
    }

    /** Three milliseconds would be rounded down to no limit at all. */
    @Test
    void the_wrapper_is_told_time_limits_in_milliseconds() {
        Properties limits = new Properties();
        limits.setProperty("connectTimeout", "3");
        limits.setProperty("socketTimeout", "10");
        limits.setProperty("prepareThreshold", "1");

        Properties wrapped = new DatabaseUrl(WRAPPED).properties(limits);
        Properties plain = new DatabaseUrl("jdbc:postgresql://db/kessai").properties(limits);

        assertEquals("3000", wrapped.getProperty("connectTimeout"));
        assertEquals("10000", wrapped.getProperty("socketTimeout"));
        assertEquals("1", wrapped.getProperty("prepareThreshold"));
        assertEquals(limits, plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/kessai?password=secret",
                "jdbc:aws-wrapper:postgresql://db/kessai?password=secret"
            })
    void its_parameters_are_not_shown(String url) {
        assertFalse(new DatabaseUrl(url).toString().contains("secret"));
        assertTrue(new DatabaseUrl(url).toString().endsWith("://db/kessai"));
    }
}
