package io.kessai.clearing.collect;

import java.io.IOException;
import java.nio.file.Path;

/** Whether another program still has a file open. What that means, the operating system says. */
@FunctionalInterface
public interface OpenElsewhere {

    /**
     * @throws java.nio.file.NoSuchFileException when it is gone
     */
    boolean isOpen(Path file) throws IOException;
}
