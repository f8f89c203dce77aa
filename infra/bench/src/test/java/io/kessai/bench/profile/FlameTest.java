package io.kessai.bench.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlameTest {

    @Test
    void stacks_add_up_from_their_roots_and_what_is_small_is_left_out() {
        Flame flame = new Flame();
        flame.add(List.of("lane", "run", "load", "query"), 60);
        flame.add(List.of("lane", "run", "write"), 30);
        flame.add(List.of("loop", "read"), 9);
        flame.add(List.of("other"), 1);
        assertEquals(100, flame.weight());
        assertEquals(
                List.of(
                        " 90.0 lane > run",
                        " 60.0   load > query",
                        " 30.0   write",
                        "  9.0 loop > read"),
                flame.lines());
    }

    @Test
    void a_frame_that_ends_stacks_itself_has_those_below_it_further_in() {
        Flame flame = new Flame();
        flame.add(List.of("run"), 50);
        flame.add(List.of("run", "load"), 50);
        assertEquals(List.of("100.0 run", " 50.0   load"), flame.lines());
    }
}
