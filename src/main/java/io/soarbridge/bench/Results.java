package io.soarbridge.bench;

import java.util.ArrayList;
import java.util.List;

/** What the scenarios hand in. */
final class Results {
    private final List<Figure> figures = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<Slice> slices = new ArrayList<>();

    /**
     * A part of the backlog's filling.
     *
     * @param waiting events that wait at its end
     * @param cpuMicros of the bridge, per event
     */
    record Slice(long waiting, double perSecond, double cpuMicros, long residentBytes) {}

    void add(Figure figure) {
        figures.add(figure);
    }

    void check(Scenario scenario, String what, long expected, long found) {
        checks.add(new Check(scenario, what, expected, found));
    }

    void add(Slice slice) {
        slices.add(slice);
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }

    List<Check> checks() {
        return List.copyOf(checks);
    }

    List<Slice> slices() {
        return List.copyOf(slices);
    }
}
