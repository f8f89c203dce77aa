package io.kessai.domain.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The lines that controls are written in: each is read, written alike, or refused with a remedy.
 */
class ControlRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit transaction 0",
                "limit transaction 1000000000000000",
                "limit cash transaction 50000",
                "limit amount day 1",
                "limit amount week 1",
                "limit amount month 1",
                "limit amount year 1",
                "limit amount lifetime 1",
                "limit amount rolling 90m 1",
                "limit count rolling 2208h 1",
                "limit cash amount day 30000",
                "limit count month 30",
                "limit cash count month 30",
                "deny mcc 7995 7800-7802",
                "allow mcc 5411",
                "deny merchant M1 A-B/7",
                "allow merchant M1",
                "allow country JP US",
                "deny country KP",
                "deny channel ecommerce contactless magstripe atm recurring other",
                "allow channel contactless",
                "allow entry-mode chip contactless",
                "deny entry-mode manual magstripe contactless-magstripe on-file ecommerce unknown"
            })
    void aRuleIsWrittenAsItIsRead(String line) {
        ControlRules rules = assertInstanceOf(ControlRules.class, ControlRules.parse(line));
        assertEquals(line + "\n", rules.text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    limit amount rolling 1d 5      | limit amount rolling 24h 5
                    limit amount rolling 60m 5     | limit amount rolling 1h 5
                    deny   mcc  5411               | deny mcc 5411
                    allow country JPN 840          | allow country JP US
                    """)
    void otherWaysToSayItAreWrittenInOne(String line, String canonical) {
        assertEquals(
                canonical + "\n",
                assertInstanceOf(ControlRules.class, ControlRules.parse(line)).text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    forbid mcc 5411                | 'forbid' begins no rule
                    limit                          | a limit is not whole
                    limit amount 5                 | '' is no window
                    limit amount fortnight 5       | 'fortnight' is no window
                    limit amount rolling 5         | 'rolling' is no window
                    limit amount rolling 5s 5      | '5s' is no length of a rolling window
                    limit amount rolling 0h 5      | '0h' is no length of a rolling window
                    limit amount rolling 93d 5     | '93d' is no length of a rolling window
                    limit transaction day 5        | a limit per transaction has no window
                    limit turnover day 5           | 'turnover' is nothing to limit
                    limit transaction -1           | '-1' is no limit
                    limit transaction 1.5          | '1.5' is no limit
                    limit transaction 007          | '007' is no limit
                    limit transaction 1000000000000001 | '1000000000000001' is no limit
                    deny                           | '' is nothing to allow or deny
                    deny terminal T1               | 'terminal' is nothing to allow or deny
                    deny mcc                       | the list is empty
                    deny mcc 541                   | '541' cannot be read
                    deny mcc 5500-5400             | '5500-5400' cannot be read
                    deny mcc 5411 5411             | '5411' stands twice
                    deny country XX                | 'XX' cannot be read
                    deny channel fax               | 'fax' cannot be read
                    deny entry-mode fax            | 'fax' cannot be read
                    deny merchant M234567890123456 | 'M234567890123456' cannot be read
                    limit count day 6              | 'limit count day' stands twice
                    """)
    void aLineAtFaultIsNamedWithItsRule(String line, String rule) {
        ControlsError error =
                assertInstanceOf(
                        ControlsError.class,
                        ControlRules.parse("# what is allowed\n\nlimit count day 5\n" + line));
        assertEquals(4, error.line());
        assertEquals(rule, error.rule());
        assertEquals("line 4: " + rule + "; " + error.remedy(), error.toString());
    }

    @Test
    void cashAndAllMayBothBeLimitedAndAllowedAndDeniedBothListed() {
        assertInstanceOf(
                ControlRules.class,
                ControlRules.parse(
                        """
                        limit amount day 1
                        limit cash amount day 1
                        limit amount rolling 24h 1
                        allow mcc 5400-5499
                        deny mcc 5411
                        """));
    }

    @Test
    void aSetIsReadByPeople() {
        StringBuilder text = new StringBuilder();
        for (int minutes = 1; minutes <= ControlRules.RULES_MAX; minutes++) {
            text.append("limit amount rolling ").append(minutes).append("m 5\n");
        }
        assertInstanceOf(ControlRules.class, ControlRules.parse(text.toString()));
        text.append("limit transaction 5");
        assertInstanceOf(ControlsError.class, ControlRules.parse(text.toString()));
    }
}
