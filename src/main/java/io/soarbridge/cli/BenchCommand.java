package io.soarbridge.cli;

import io.soarbridge.bench.Bench;
import io.soarbridge.bench.BenchPlan;
import io.soarbridge.bench.BenchReport;
import io.soarbridge.bench.Check;
import io.soarbridge.bench.Figure;
import io.soarbridge.bench.ReportPage;
import io.soarbridge.bench.Scenario;
import io.soarbridge.support.BridgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the bridge takes of this machine. */
@Command(
        name = "bench",
        description = {
            "Measures what a bridge does on this machine: senders, bridge and a sink, all on the loopback address.",
            "Each scenario starts a bridge of its own in a folder of its own, and counts that nothing was lost or doubled.",
            "Takes about nine minutes and 5 GB of disk with all defaults, and both processors."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  soarbridge bench",
            "  soarbridge bench --scenario accept,deliver --seconds 20",
            "  soarbridge bench --scenario start --java /usr/lib/jvm/java-17-openjdk-amd64",
            "  soarbridge bench --scenario deliver --rounds 1 --jfr bridge.jfr",
            "  soarbridge bench --json figures.json --report docs/performance.md"
        })
final class BenchCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            split = ",",
            description = "What to measure: accept, deliver, call, start, backlog. Default: all.")
    private Set<Scenario> scenarios = EnumSet.allOf(Scenario.class);

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "Length of each measurement, 1 to 600. Default: 10.")
    private int seconds;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "15",
            description = "Processor seconds that each bridge uses before it is first measured, 0 to 600. Default: 15.")
    private int warmup;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "How often to deliver with and without the ledger, and to start; medians are told. Default: 5.")
    private int rounds;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "64",
            description = "Connections of the senders, 1 to 1000. Default: 64.")
    private int connections;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "16",
            description = "max-concurrency of the connection to the sink, 1 to 1000. Default: 16.")
    private int concurrency;

    @Option(
            names = "--backlog",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Events of scenario backlog, 1000 to 10000000. Default: 1000000.")
    private int backlog;

    @Option(
            names = "--max-events",
            paramLabel = "N",
            defaultValue = "4000000",
            description = "No other scenario sends more, 1000 to 10000000. Default: 4000000.")
    private int maxEvents;

    @Option(
            names = "--idle",
            paramLabel = "N",
            defaultValue = "10",
            description = "Seconds of rest before the memory of a started bridge is read, 1 to 600. Default: 10.")
    private int idle;

    @Option(
            names = "--java",
            paramLabel = "HOME",
            description = "Start with this Java too, in scenario start. Repeatable.")
    private List<Path> javas = List.of();

    @Option(
            names = "--java-option",
            paramLabel = "OPTION",
            description = "One more option for the bridge's Java, without spaces. Repeatable.")
    private List<String> options = List.of();

    @Option(
            names = "--jfr",
            paramLabel = "FILE",
            description =
                    "Let each bridge record where its time goes, into FILE with the scenario's name before its ending.")
    private Path recording;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description =
                    "Where to put the ledgers; its disk is measured. Default: the system's folder for temporary files.")
    private Path parent;

    @Option(names = "--keep", description = "Leave that folder when done.")
    private boolean keep;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write all figures as JSON; - is standard output, without the table.")
    private Path json;

    @Option(names = "--report", paramLabel = "FILE", description = "Write tables into this page, and a plot beside it.")
    private Path page;

    BenchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        BenchPlan plan = plan();
        ProgramLaunch launch = new ProgramLaunch(session, recording, options);
        javas.forEach(launch::version);
        Progress progress = session.progress();
        boolean[] good = {false};
        Bench bench = new Bench(plan, launch, session.clock(), progress::note);
        UntilStopped.run(bench, () -> {
            BenchReport report = bench.run();
            good[0] = report.good();
            tell(report);
            if (page != null) {
                ReportPage.write(page, report);
            }
            if (keep) {
                session.out().flush();
                session.say("Settings, ledgers and logs: " + bench.folder());
            }
        });
        return good[0] ? ExitCode.OK : ExitCode.FAILED;
    }

    private BenchPlan plan() {
        return new BenchPlan(
                scenarios,
                Duration.ofSeconds(within("--seconds", seconds, 1, 600)),
                Duration.ofSeconds(within("--warmup", warmup, 0, 600)),
                within("--rounds", rounds, 1, 100),
                within("--connections", connections, 1, 1000),
                within("--concurrency", concurrency, 1, 1000),
                within("--backlog", backlog, 1000, 10_000_000),
                within("--max-events", maxEvents, 1000, 10_000_000),
                Duration.ofSeconds(within("--idle", idle, 1, 600)),
                javas,
                parent == null ? temporaryFiles() : parent.toAbsolutePath(),
                keep);
    }

    private static int within(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new UsageException("Reading %s: %d is not between %d and %d.".formatted(option, value, least, most));
        }
        return value;
    }

    private void tell(BenchReport report) {
        boolean onlyJson = json != null && json.toString().equals("-");
        if (onlyJson) {
            session.printJson(report.json());
        } else {
            print(report);
            if (json != null) {
                write(json, report.json().toPrettyString() + "\n");
            }
        }
    }

    private void print(BenchReport report) {
        Table table = new Table("scenario", "figure", "value", "unit", "rounds", "target", "");
        for (Figure figure : report.figures()) {
            table.row(
                    figure.scenario().word(),
                    figure.name(),
                    figure.shown(),
                    figure.unit(),
                    figure.spread(),
                    figure.wanted(),
                    figure.met() ? "" : "missed");
        }
        table.print(session.out());
        for (Check check : report.checks()) {
            if (!check.good()) {
                session.out().flush();
                session.say("FAILED in %s: %s: %d, should be %d."
                        .formatted(check.scenario().word(), check.what(), check.found(), check.expected()));
            }
        }
        if (report.good()) {
            session.out().println();
            session.out()
                    .println("All %d counts are right: nothing lost, nothing doubled."
                            .formatted(report.checks().size()));
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new BridgeException(
                    "bench/unwritable", "Writing the results into %s failed: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static Path temporaryFiles() {
        try {
            Path probe = Files.createTempDirectory("soarbridge-bench-");
            Files.delete(probe);
            return probe.getParent();
        } catch (IOException e) {
            throw new BridgeException(
                    "bench/unwritable",
                    "Making a temporary folder failed: %s. Name one with --folder.".formatted(e.getMessage()),
                    e);
        }
    }
}
