package io.soarbridge.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The demo's outcome as a person reads it. */
final class DemoTable {
    private static final int KEYS_SHOWN = 5;

    private DemoTable() {}

    static void print(DemoReport report, PrintWriter out) {
        Table heard = new Table();
        heard.row(
                "received",
                report.received(),
                "messages acknowledged, after %d had to be sent again".formatted(report.resent()));
        heard.row("repeated", report.repeated(), "messages about an event that was acknowledged before");
        heard.row("acknowledged", within(report.acknowledged()), "by the bridge, on disk");
        heard.print(out);
        out.println();
        systems(report.outcomes()).print(out);
        out.println();
        if (!report.refused().isEmpty()) {
            out.println("Messages refused, by HTTP status (0: given up): " + report.refused());
        }
        for (DemoOutcome outcome : report.outcomes()) {
            warn(out, outcome.system() + ", acknowledged, but neither incident nor dead letter", outcome.lost());
            warn(out, outcome.system() + ", events with more than one incident", outcome.doubled());
            warn(
                    out,
                    outcome.system() + ", incidents or dead letters that no sender was acknowledged for",
                    outcome.strangers());
            warn(
                    out,
                    outcome.system() + ", dead without being poison, or poison without being dead",
                    outcome.wronglyDead());
        }
        out.println(report.good() ? "Good: none lost, none twice." : "NOT GOOD: see above.");
    }

    /** Dead is the poison event, which each system refuses. The last column shows that nobody waits for the one that is down. */
    private static Table systems(List<DemoOutcome> outcomes) {
        String down = outcomes.isEmpty() ? "" : outcomes.get(0).system();
        Table table = new Table(
                "system",
                "delivered",
                "dead",
                "lost",
                "doubled",
                "accepted to incident",
                "while %s was down".formatted(down));
        for (DemoOutcome outcome : outcomes) {
            table.row(
                    outcome.system(),
                    outcome.delivered(),
                    outcome.dead(),
                    outcome.lost().size(),
                    outcome.doubled().size(),
                    within(outcome.toIncident()),
                    within(outcome.duringOutage()));
        }
        return table;
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
