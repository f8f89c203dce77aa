package io.kessai.local.network.clearing;

import io.kessai.domain.clearing.CardNetwork;
import io.kessai.local.network.Day;
import io.kessai.local.network.DayAuthorization;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * The clearing of a day: three nights of files and the networks' books of them.
 *
 * <p>The first night brings what was bought, in every encoding and framing. The second, ten days
 * on, brings what follows from the first; then the holds lapse that last no longer. The third, a
 * day later, brings what is late. A record that refers to another comes in the same file behind it,
 * or in a later night.
 *
 * <p>Pure: the same arguments always make the same nights.
 */
public record ClearingDay(long seed, List<ClearingNight> nights) {

    /** Business days from the first night on; most holds last seven or fewer. */
    private static final int[] DAYS_ON = {0, 10, 11};

    private static final int UNASKED_A_HUNDRED = 3;

    public ClearingDay {
        nights = List.copyOf(nights);
    }

    /**
     * Makes the nights of a day that was played.
     *
     * @param authorizations what the network's books have of the day
     * @param businessDate of the first night, the programme's
     */
    public static ClearingDay generate(
            long seed, Day day, List<DayAuthorization> authorizations, LocalDate businessDate) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<Told>> stories = stories(random, day, authorizations);
        ClearingBooks books = new ClearingBooks();
        day.accounts().forEach(books::open);
        authorizations.forEach(books::hold);
        List<ClearingNight> nights = new ArrayList<>();
        List<NightFiles> plans = new ArrayList<>();
        for (int night = 0; night < DAYS_ON.length; night++) {
            plans.add(
                    new NightFiles(
                            random,
                            day.start().getEpochSecond(),
                            night,
                            businessDate.plusDays(DAYS_ON[night])));
        }
        for (List<Told> story : stories) {
            plans.forEach(plan -> plan.take(story));
        }
        for (int night = 0; night < DAYS_ON.length; night++) {
            List<ClearingFile> files = plans.get(night).files(books);
            books.expire(DAYS_ON[night]);
            nights.add(
                    new ClearingNight(
                            businessDate.plusDays(DAYS_ON[night]), files, books.balances()));
        }
        return new ClearingDay(seed, nights);
    }

    /** In an order of chance, the same for a seed. */
    private static List<List<Told>> stories(
            SplittableRandom random, Day day, List<DayAuthorization> authorizations) {
        ItemSource source = new ItemSource(random, day);
        ClearingStories asked = new ClearingStories(random, source, authorizations);
        List<List<Told>> stories = new ArrayList<>();
        for (DayAuthorization authorization : authorizations) {
            stories.add(asked.of(authorization));
        }
        UnaskedStories unasked = new UnaskedStories(source);
        for (CardNetwork network : CardNetwork.values()) {
            unasked.all.forEach(story -> stories.add(List.of(story.apply(network))));
            for (int i = authorizations.size() * UNASKED_A_HUNDRED / 100; i > 0; i--) {
                Function<CardNetwork, Told> story =
                        unasked.all.get(random.nextInt(unasked.all.size()));
                stories.add(List.of(story.apply(network)));
            }
        }
        stories.removeIf(List::isEmpty);
        Collections.shuffle(stories, new Random(random.nextLong()));
        return stories;
    }
}
