package io.kessai.clearing.command;

import io.kessai.clearing.run.StepName;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Steps, as their commands are called. */
final class StepConverter implements ITypeConverter<StepName> {
    @Override
    public StepName convert(String text) {
        for (StepName step : StepName.values()) {
            if (step.command().equals(text)) {
                return step;
            }
        }
        throw new TypeConversionException(
                "no step; there are "
                        + Arrays.stream(StepName.values())
                                .map(StepName::command)
                                .collect(Collectors.joining(", ")));
    }
}
