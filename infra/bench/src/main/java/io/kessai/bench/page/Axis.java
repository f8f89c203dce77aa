package io.kessai.bench.page;

import java.math.BigDecimal;
import java.util.List;

/** Where values lie along one side of a chart. */
sealed interface Axis permits LinearAxis, LogAxis {

    /** Pixels from the left or the top of the image. */
    double at(double value);

    /** The values that are marked, rising. */
    List<BigDecimal> ticks();
}
