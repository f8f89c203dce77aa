package io.kessai.domain.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file of controls is read section by section; a line at fault is named with its remedy. */
class ControlsFileTest {

    @Test
    void aFileIsReadSectionBySection() {
        ControlsFile file =
                assertInstanceOf(
                        ControlsFile.class,
                        ControlsFile.parse(
                                """
                                # what if
                                product standard:
                                    deny mcc 7995

                                  account 12 :
                                limit amount day 100000
                                # and
                                limit count day 3
                                card 7:
                                """));
        assertEquals(
                List.of("product standard", "account 12", "card 7"),
                file.sections().stream().map(ControlsFile.Section::name).toList());
        assertEquals(
                "limit amount day 100000\nlimit count day 3\n",
                file.section(ControlScope.ACCOUNT, "12").orElseThrow().rules().text());
        assertEquals(ControlRules.NONE, file.section(ControlScope.CARD, "7").orElseThrow().rules());
        assertTrue(file.section(ControlScope.CARD, "12").isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    ~                                   | 1 | the file names nobody
                    ~# nothing                          | 1 | the file names nobody
                    deny mcc 5411                       | 1 | a rule stands before the first head
                    ~limit count day 1~card 7:          | 2 | a rule stands before the first head
                    customer 7:                         | 1 | 'customer 7:' is no head of a section
                    card:                               | 1 | 'card:' is no head of a section
                    :                                   | 1 | ':' is no head of a section
                    card 7 8:                           | 1 | 'card 7 8:' is no head of a section
                    card 0:                             | 1 | '0' is no card
                    card 07:                            | 1 | '07' is no card
                    account x:                          | 1 | 'x' is no account
                    product Gold:                       | 1 | 'Gold' is no product
                    card 7:~card 8:~card 7:             | 3 | 'card 7' stands in line 1 already
                    card 7:~~deny mcc x                 | 3 | 'x' cannot be read
                    card 7:~deny mcc 1~card 8:~forbid   | 2 | '1' cannot be read
                    card 7:~limit count day 1~#~limit count day 2 | 4 | 'limit count day' stands twice
                    card 7:~deny mcc 5411~card 8:~# x~forbid it~card 7: | 5 | 'forbid' begins no rule
                    """)
    void aLineAtFaultIsNamed(String text, int line, String rule) {
        ControlsError error =
                assertInstanceOf(ControlsError.class, ControlsFile.parse(text.replace('~', '\n')));
        assertEquals(line, error.line(), error::toString);
        assertTrue(error.rule().startsWith(rule), error::toString);
        assertTrue(!error.remedy().isBlank(), error::toString);
    }
}
