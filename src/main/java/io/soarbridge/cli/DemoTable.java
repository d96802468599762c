package io.soarbridge.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** The demo's outcome as a person reads it. */
final class DemoTable {
    private static final int KEYS_SHOWN = 5;

    private DemoTable() {}

    static void print(DemoReport report, PrintWriter out) {
        Table table = new Table();
        table.row(
                "received",
                report.received(),
                "messages acknowledged, after %d had to be sent again".formatted(report.resent()));
        table.row("delivered", report.delivered(), "events that are an incident now");
        table.row("repeated", report.repeated(), "messages about an event that was acknowledged before");
        table.row("dead", report.dead(), "dead letters: the poison event that the target refuses");
        table.row(
                "lost",
                report.lost().size(),
                keys("acknowledged, but neither incident nor dead letter", report.lost()));
        table.row("doubled", report.doubled().size(), keys("events with more than one incident", report.doubled()));
        table.row("acknowledged", within(report.acknowledged()), "by the bridge, on disk");
        table.row("incident", within(report.toIncident()), "after acceptance, the outage and the kill included");
        table.print(out);
        if (!report.refused().isEmpty()) {
            out.println("Messages refused, by HTTP status (0: given up): " + report.refused());
        }
        warn(out, "Incidents or dead letters that no sender was acknowledged for", report.strangers());
        warn(out, "Dead without being poison, or poison without being dead", report.wronglyDead());
        out.println(report.good() ? "Good: none lost, none twice." : "NOT GOOD: see above.");
    }

    private static String keys(String meaning, Set<String> keys) {
        return keys.isEmpty() ? meaning : meaning + ": " + shown(keys);
    }

    private static void warn(PrintWriter out, String what, Set<String> keys) {
        if (!keys.isEmpty()) {
            out.println("%s: %d, %s".formatted(what, keys.size(), shown(keys)));
        }
    }

    private static String shown(Set<String> keys) {
        String first = String.join(", ", keys.stream().limit(KEYS_SHOWN).toList());
        return keys.size() > KEYS_SHOWN ? first + ", …" : first;
    }

    private static String within(DemoReport.Spread spread) {
        return "p50 %s, p99 %s".formatted(time(spread.p50()), time(spread.p99()));
    }

    private static String time(Duration time) {
        if (time == null) {
            return "-";
        }
        double millis = time.toNanos() / 1e6;
        return millis < 1000
                ? String.format(Locale.ROOT, "%.1f ms", millis)
                : String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }
}
