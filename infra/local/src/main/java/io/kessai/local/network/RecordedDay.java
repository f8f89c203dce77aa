package io.kessai.local.network;

import java.util.Map;

/**
 * A day as it was played against a server, for {@link Replay}.
 *
 * @param answers as received, by message number
 * @param balances of the accounts that could be asked, before and after the day
 */
public record RecordedDay(
        DayResult result, Map<Integer, Answer> answers, Map<Integer, Replay.Balance> balances) {}
