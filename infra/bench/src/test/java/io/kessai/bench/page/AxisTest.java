package io.kessai.bench.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which values are marked on an axis, and where values lie. */
class AxisTest {

    @ParameterizedTest
    @CsvSource({
        "0.001, 0.001, 0.001",
        "0.0011, 0.001, 0.002",
        "0.3, 0.2, 0.5",
        "1, 1, 1",
        "4.999, 2, 5",
        "5, 5, 5",
        "9.9, 5, 10",
        "1000, 1000, 1000",
        "1001, 1000, 2000"
    })
    void steps_are_one_two_or_five_times_a_power_of_ten(double value, double below, double above) {
        assertEquals(below, Step.atMost(value).value());
        assertEquals(above, Step.atLeast(value).value());
    }

    @Test
    void every_step_is_the_nearest_to_itself() {
        Step step = new Step(1, -9);
        for (int i = 0; i < 60; i++) {
            assertEquals(step, Step.atMost(step.value()));
            assertEquals(step, Step.atLeast(step.value()));
            assertEquals(step, step.next().previous());
            step = step.next();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0     | 0 1
                    0.3   | 0 0.05 0.1 0.15 0.2 0.25 0.3
                    8     | 0 1 2 3 4 5 6 7 8
                    8.1   | 0 2 4 6 8 10
                    12000 | 0 2,000 4,000 6,000 8,000 10,000 12,000
                    """)
    void a_linear_axis_has_up_to_eight_equal_steps(double max, String ticks) {
        assertEquals(ticks, ticks(LinearAxis.upTo(max, 0, 100)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1      | 10        | 1 2 5 10
                    0.3    | 21        | 0.2 0.5 1 2 5 10 20 50
                    5      | 5         | 2 5 10
                    5.5    | 5.5       | 5 10
                    0.001  | 0.001     | 0.0005 0.001 0.002
                    0.0015 | 150000000 | 0.001 0.01 0.1 1 10 100 1,000 10,000 100,000 1,000,000 \
                    10,000,000 100,000,000
                    """)
    void a_logarithmic_axis_reaches_from_step_to_step(double min, double max, String ticks) {
        assertEquals(ticks, ticks(LogAxis.over(min, max, 0, 100)));
    }

    @Test
    void equal_differences_are_equal_distances_on_a_linear_axis() {
        Axis axis = LinearAxis.upTo(8_000, 80, 720);

        assertEquals(80, axis.at(0));
        assertEquals(240, axis.at(2_000));
        assertEquals(720, axis.at(8_000));
    }

    @Test
    void equal_ratios_are_equal_distances_on_a_logarithmic_axis() {
        Axis axis = LogAxis.over(0.1, 100, 370, 70);

        assertEquals(370, axis.at(0.1), 1e-9);
        assertEquals(270, axis.at(1), 1e-9);
        assertEquals(170, axis.at(10), 1e-9);
        assertEquals(70, axis.at(100), 1e-9);
    }

    @Test
    void no_value_lies_beyond_the_ends() {
        for (double value = 1e-3; value < 1e7; value *= 1.37) {
            assertTrue(LinearAxis.upTo(value, 0, 100).at(value) <= 100 + 1e-9);
            assertTrue(LogAxis.over(value, value, 0, 100).at(value) >= 0);
            assertTrue(LogAxis.over(value, value, 0, 100).at(value) <= 100);
        }
    }

    private static String ticks(Axis axis) {
        return axis.ticks().stream().map(Drawing::number).collect(Collectors.joining(" "));
    }
}
