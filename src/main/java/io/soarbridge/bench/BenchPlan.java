package io.soarbridge.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What to measure and how long.
 *
 * @param window length of each measurement
 * @param warmup processor time that each bridge uses before its first measurement
 * @param rounds how often {@link Scenario#DELIVER} goes through both ways, and {@link Scenario#START} starts
 * @param connections of the senders
 * @param concurrency calls at a time to the sink
 * @param backlog events of {@link Scenario#BACKLOG}
 * @param maxEvents no scenario sends more
 * @param idle before the idle memory is read
 * @param javas further Java homes to start with
 * @param parent where the benchmark makes its folder; its disk is measured
 * @param keep leaves that folder
 */
public record BenchPlan(
        Set<Scenario> scenarios,
        Duration window,
        Duration warmup,
        int rounds,
        int connections,
        int concurrency,
        long backlog,
        long maxEvents,
        Duration idle,
        List<Path> javas,
        Path parent,
        boolean keep) {}
