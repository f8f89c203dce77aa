package io.kessai.clearing.books;

import java.sql.Connection;
import java.sql.SQLException;

/** Where a step gets its connections: as the batch role, each closed by who asked for it. */
@FunctionalInterface
public interface ConnectionSource {
    Connection open() throws SQLException;
}
