package io.kessai.local.network;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * A day of card traffic: what is sent, in which order, by which card.
 *
 * <p>Pure: the same arguments always make the same day. It says nothing of what the answers are:
 * {@link Books} do.
 *
 * @param start DE7 of the first message; the rest follows a hundredth of a second apart
 * @param steps in sending order
 */
public record Day(long seed, Fleet fleet, Instant start, List<Step> steps) {

    /**
     * Messages of one account that are sent together; the next step of the account waits until all
     * of them are answered.
     */
    public record Step(int account, List<Request> requests) {

        /** Whether it is of a change of the key for PIN blocks. */
        boolean changesKey() {
            return requests.stream().allMatch(KeyChangeStory::isKeyChange);
        }
    }

    public Day {
        steps = List.copyOf(steps);
    }

    /** Stories under way at the same time. */
    private static final int STORIES_OPEN = 64;

    /** Changes of key in a day of many messages, the first before anything else. */
    private static final int KEY_CHANGES = 6;

    /** In a short day they are not more often than once in so many messages. */
    private static final int MESSAGES_A_KEY_MIN = 400;

    /** Makes the day of a seed with at least {@code messages} messages, and few more. */
    public static Day generate(long seed, int messages, Fleet fleet, Instant start) {
        SplittableRandom random = new SplittableRandom(seed);
        Stories stories = new Stories(random, fleet, start, messages);
        List<Deque<List<Draft>>> open = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        int number = 0;
        int messagesAKey = Math.max(MESSAGES_A_KEY_MIN, messages / KEY_CHANGES);
        for (int changed = 0; number < messages; ) {
            if (number >= changed * messagesAKey) {
                for (List<Draft> step : stories.keyChange()) {
                    steps.add(step(step, number));
                    number += step.size();
                }
                changed++;
            }
            while (open.size() < STORIES_OPEN) {
                open.add(stories.next());
            }
            int choice = random.nextInt(open.size());
            Deque<List<Draft>> story = open.get(choice);
            List<Draft> next = story.removeFirst();
            steps.add(step(next, number));
            number += next.size();
            if (story.isEmpty()) {
                open.remove(choice);
            }
        }
        return new Day(seed, fleet, start, steps);
    }

    private static Step step(List<Draft> drafts, int number) {
        List<Request> requests = new ArrayList<>();
        for (Draft draft : drafts) {
            requests.add(draft.place(number + requests.size()));
        }
        return new Step(requests.getFirst().account(), List.copyOf(requests));
    }

    /** The seeded accounts that the day is about, ascending. */
    public List<Integer> accounts() {
        TreeSet<Integer> accounts = new TreeSet<>();
        steps.stream().map(Step::account).filter(account -> account >= 0).forEach(accounts::add);
        return List.copyOf(accounts);
    }

    /** All messages in sending order. */
    public List<Request> requests() {
        return steps.stream().flatMap(step -> step.requests().stream()).toList();
    }
}
