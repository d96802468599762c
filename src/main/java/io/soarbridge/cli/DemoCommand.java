package io.soarbridge.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows that nothing is lost and nothing doubled, whatever happens. */
@Command(
        name = "demo",
        description = {
            "Sends real-shaped alerts through a bridge into simulated systems, all of them at once, for about half a minute.",
            "Meanwhile one system goes down and comes back, and the bridge is killed. Then it counts."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  soarbridge demo",
            "  soarbridge demo --events 20000",
            "  soarbridge demo --keep               leave it running to look around",
            "  soarbridge demo --json"
        })
final class DemoCommand implements Callable<Integer> {
    private static final int FEWEST = 40;

    private final Session session;
    private final Function<Path, List<String>> bridgeCommand;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Different events to send. Default: 2000.")
    private int events;

    @Option(names = "--keep", description = "Leave bridge and simulators running until Ctrl-C.")
    private boolean keep;

    @Mixin
    private JsonOption json;

    DemoCommand(Session session) {
        this(session, ProgramCommand::run);
    }

    DemoCommand(Session session, Function<Path, List<String>> bridgeCommand) {
        this.session = session;
        this.bridgeCommand = bridgeCommand;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (events < FEWEST) {
            throw new UsageException(
                    "Reading --events: %d is too few to show anything. At least %d.".formatted(events, FEWEST));
        }
        boolean[] good = {false};
        Demo demo = new Demo(session, bridgeCommand);
        UntilStopped.run(demo, () -> {
            DemoReport report = demo.play(events);
            good[0] = report.good();
            print(report, demo);
            if (keep) {
                session.say("Bridge and simulators go on running; Ctrl-C stops them.");
                new CountDownLatch(1).await();
            }
        });
        return good[0] ? ExitCode.OK : ExitCode.FAILED;
    }

    private void print(DemoReport report, Demo demo) {
        DemoFolder folder = demo.folder();
        String look = session.calledAs() + " outbox list --config " + folder.propertiesFile();
        if (json.on()) {
            ObjectNode node =
                    report.json().put("folder", folder.folder().toString()).put("look", look);
            if (keep) {
                ObjectNode simulators = node.putObject("simulators");
                demo.targets()
                        .running()
                        .forEach((name, target) -> simulators
                                .putObject(name)
                                .put("url", target.url().toString())
                                .put("adminUrl", target.adminUrl().toString()));
            }
            session.printJson(node);
        } else {
            DemoTable.print(report, session.out());
            session.out().println();
            Table places = new Table();
            places.row("ledger", look);
            places.row("dead letters", look.replace("list", "list --state dead"));
            places.row("folder", folder.folder() + " (settings, secrets, ledger, bridge.log)");
            if (keep) {
                demo.targets()
                        .running()
                        .forEach((name, target) ->
                                places.row(name, target.url() + ", its own API at " + target.adminUrl()));
            }
            places.print(session.out());
        }
        session.out().flush();
    }
}
