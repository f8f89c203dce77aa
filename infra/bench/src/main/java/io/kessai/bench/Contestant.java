package io.kessai.bench;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Who answers messages on the database of a measurement.
 *
 * @param addresses where it speaks {@code iso87-ascii}, one a process
 */
record Contestant(String name, List<InetSocketAddress> addresses, List<Long> processIds) {}
