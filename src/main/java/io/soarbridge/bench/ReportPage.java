package io.soarbridge.bench;

import io.soarbridge.support.BridgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** A Markdown page that has the figures between two marks, and a plot in a file beside it. What is outside the marks stays. */
public final class ReportPage {
    static final String BEGIN = "<!-- written by soarbridge bench: begin -->";
    static final String END = "<!-- written by soarbridge bench: end -->";

    private ReportPage() {}

    /**
     * @param page made when it does not exist
     * @throws BridgeException when the page has no marks, or cannot be written
     */
    public static void write(Path page, BenchReport report) {
        Path plot = page.resolveSibling(page.getFileName().toString().replaceFirst("\\.md$", "") + ".svg");
        try {
            String before =
                    Files.exists(page) ? Files.readString(page) : "# Performance%n%n%s%n%s%n".formatted(BEGIN, END);
            Files.writeString(page, with(before, part(report, plot.getFileName().toString()), page));
            Files.writeString(plot, Plot.of(report.figures(), report.slices()));
        } catch (IOException e) {
            throw new BridgeException(
                    "bench/unwritable", "Writing the results into %s failed: %s".formatted(page, e.getMessage()), e);
        }
    }

    private static String with(String page, String part, Path file) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new BridgeException(
                    "bench/unwritable",
                    "Writing the results into %s: it has no lines \"%s\" and \"%s\". Nothing was changed. Add them where the figures belong."
                            .formatted(file, BEGIN, END));
        }
        return page.substring(0, begin + BEGIN.length()) + "\n\n" + part + "\n" + page.substring(end);
    }

    private static String part(BenchReport report, String plot) {
        StringBuilder text = new StringBuilder();
        machine(text, report);
        text.append("\n| scenario | figure | target | measured | from – to | |\n|---|---|---|---|---|---|\n");
        for (Figure figure : report.figures()) {
            text.append("| %s | %s | %s | %s %s | %s | %s |\n"
                    .formatted(
                            figure.scenario().word(),
                            figure.name(),
                            figure.wanted(),
                            figure.shown(),
                            figure.unit(),
                            figure.spread(),
                            figure.target() == null ? "" : figure.met() ? "met" : "**missed**"));
        }
        text.append("\n![The same figures as bars](%s)\n\n".formatted(plot));
        checks(text, report);
        slices(text, report);
        return text.toString();
    }

    private static void machine(StringBuilder text, BenchReport report) {
        Machine machine = report.machine();
        text.append("Measured at %s with %d connections, %d calls at a time, windows of %d s, %d rounds.\n\n"
                .formatted(
                        report.at().truncatedTo(ChronoUnit.MINUTES),
                        report.plan().connections(),
                        report.plan().concurrency(),
                        report.plan().window().toSeconds(),
                        report.plan().rounds()));
        text.append(String.format(
                Locale.ROOT,
                "Machine: %s, %d processors, %.1f GB of memory, %s, %s; disk %s with %,.0f fdatasync/s; load before the start %.2f.\n",
                machine.processor(),
                machine.cores(),
                machine.memoryBytes() / 1e9,
                machine.system(),
                machine.java(),
                machine.disk(),
                machine.syncsPerSecond(),
                machine.load()));
        report.warnings().forEach(warning -> text.append("\n> ").append(warning).append('\n'));
    }

    private static void checks(StringBuilder text, BenchReport report) {
        if (report.good()) {
            text.append("All %d counts were right: nothing lost, nothing doubled.\n"
                    .formatted(report.checks().size()));
            return;
        }
        for (Check check : report.checks()) {
            text.append("- %s, %s: %d, should be %d\n"
                    .formatted(check.scenario().word(), check.what(), check.found(), check.expected()));
        }
    }

    private static void slices(StringBuilder text, BenchReport report) {
        if (report.slices().isEmpty()) {
            return;
        }
        text.append("\n| events waiting | accepted/s | CPU per event, µs | memory, MB |\n|---|---|---|---|\n");
        for (Results.Slice slice : report.slices()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %,d | %,.0f | %.0f | %.0f |\n",
                    slice.waiting(),
                    slice.perSecond(),
                    slice.cpuMicros(),
                    Bench.megabytes(slice.residentBytes())));
        }
    }
}
