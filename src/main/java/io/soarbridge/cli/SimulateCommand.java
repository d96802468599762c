package io.soarbridge.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SimulatorPlan;
import io.soarbridge.simulator.Simulators;
import io.soarbridge.support.Json;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A stand-in for a system, to try routes and mappings against. */
@Command(
        name = "simulate",
        description = {
            "Runs a stand-in for a system on this machine until Ctrl-C.",
            "It keeps what clients create, is as strict as the real one, and can be told to fail: see its admin URL."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  soarbridge simulate TYPE --port 9001 --api-key demo-key --api-key-id 1",
            "  soarbridge simulate TYPE --drop-rule '(?i)test.*'",
            "  soarbridge simulate --list"
        })
final class SimulateCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "TYPE", description = "Which system. See --list.")
    private String type;

    @Option(names = "--list", description = "List the types and end.")
    private boolean list;

    @Option(names = "--port", paramLabel = "N", description = "Port of the system's API. Default: a free one.")
    private int port;

    @Option(
            names = "--admin-port",
            paramLabel = "N",
            description = "Port of the simulator's own API. Default: a free one.")
    private int adminPort;

    @Option(names = "--system-version", paramLabel = "VERSION", description = "Version of the system, such as 8 or 6.")
    private String version;

    @Option(names = "--api-key", paramLabel = "KEY", description = "Key that clients must bring.")
    private String apiKey;

    @Option(names = "--api-key-id", paramLabel = "ID", description = "Id of that key.")
    private String apiKeyId;

    @Option(
            names = "--drop-rule",
            paramLabel = "REGEX",
            description = "Drop incidents whose name matches, as a rule of the system would.")
    private String dropRule;

    @Option(
            names = "--refuse-rule",
            paramLabel = "REGEX",
            description = "Refuse incidents whose name matches, for good.")
    private String refuseRule;

    @Mixin
    private JsonOption json;

    SimulateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (list) {
            Simulators.types().forEach(session.out()::println);
            return ExitCode.OK;
        }
        if (type == null || !Simulators.types().contains(type)) {
            throw new UsageException("Starting a simulator: %s. Known: %s."
                    .formatted(
                            type == null ? "which type?" : "there is none of the type " + type,
                            String.join(", ", Simulators.types())));
        }
        SimulatorPlan plan = new SimulatorPlan(type, port, adminPort, version, apiKey, apiKeyId, dropRule, refuseRule);
        RunningSimulator simulated = Simulators.start(plan);
        UntilStopped.run(simulated, () -> {
            print(simulated);
            new CountDownLatch(1).await();
        });
        return ExitCode.OK;
    }

    private void print(RunningSimulator simulated) {
        if (json.on()) {
            ObjectNode node = Json.mapper()
                    .createObjectNode()
                    .put("type", type)
                    .put("url", simulated.url().toString())
                    .put("adminUrl", simulated.adminUrl().toString());
            ObjectNode credentials = node.putObject("credentials");
            simulated.credentials().forEach(credentials::put);
            session.printJson(node);
        } else {
            Table table = new Table();
            table.row("url", simulated.url());
            table.row("admin url", simulated.adminUrl() + " (what it can do, as JSON)");
            simulated.credentials().forEach(table::row);
            table.print(session.out());
            session.out().flush();
            session.say("Ctrl-C stops it.");
        }
        session.out().flush();
    }
}
