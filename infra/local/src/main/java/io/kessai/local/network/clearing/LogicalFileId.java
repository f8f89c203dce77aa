package io.kessai.local.network.clearing;

import java.time.LocalDate;

/**
 * What names a logical file to its network.
 *
 * @param sender makes the files of two days differ, not negative
 * @param date the business day it is made for; the settlement date of all its records
 * @param number of the sender's files of that date, from 1 to 999
 * @param isTest whether it is marked as a test
 */
public record LogicalFileId(long sender, LocalDate date, int number, boolean isTest) {

    LogicalFileId asTest() {
        return new LogicalFileId(sender, date, number, true);
    }
}
