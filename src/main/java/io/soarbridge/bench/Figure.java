package io.soarbridge.bench;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;

/**
 * One measured number.
 *
 * @param name what it is, in words
 * @param unit such as {@code events/s}; empty for a plain number
 * @param value the median when there were rounds
 * @param rounds each round's value, empty when there was only one
 * @param target what it should be, null when it is told only for information
 */
public record Figure(Scenario scenario, String name, String unit, double value, List<Double> rounds, Target target) {
    /** @param least whether {@code limit} is the least that is good, else the most */
    public record Target(double limit, boolean least) {
        static Target atLeast(double limit) {
            return new Target(limit, true);
        }

        static Target atMost(double limit) {
            return new Target(limit, false);
        }

        boolean met(double value) {
            return least ? value >= limit : value <= limit;
        }
    }

    static Figure of(Scenario scenario, String name, String unit, double value) {
        return new Figure(scenario, name, unit, value, List.of(), null);
    }

    static Figure median(Scenario scenario, String name, String unit, List<Double> rounds) {
        return new Figure(scenario, name, unit, middle(rounds), rounds, null);
    }

    Figure atLeast(double limit) {
        return new Figure(scenario, name, unit, value, rounds, Target.atLeast(limit));
    }

    Figure atMost(double limit) {
        return new Figure(scenario, name, unit, value, rounds, Target.atMost(limit));
    }

    /** Whether the target is met; true when there is none. */
    public boolean met() {
        return target == null || target.met(value);
    }

    /** The value with as many digits as mean something. */
    public String shown() {
        return shown(value);
    }

    /** From the smallest to the largest of the rounds; empty when there were none. */
    public String spread() {
        DoubleSummaryStatistics all =
                rounds.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return rounds.size() < 2 ? "" : shown(all.getMin()) + " – " + shown(all.getMax());
    }

    /** The target in words, empty when there is none. */
    public String wanted() {
        return target == null ? "" : (target.least() ? "≥ " : "≤ ") + shown(target.limit());
    }

    private static String shown(double number) {
        String form = Math.abs(number) >= 100 ? "%,.0f" : Math.abs(number) >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, form, number);
    }

    private static double middle(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
