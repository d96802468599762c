package io.soarbridge.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SimulatorKind;
import io.soarbridge.simulator.SimulatorPlan;
import io.soarbridge.simulator.Simulators;
import io.soarbridge.simulator.Switch;
import io.soarbridge.support.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
            "  soarbridge simulate TYPE --port 9001 --set api-key=demo-key --set api-key-id=1",
            "  soarbridge simulate TYPE --tls --set 'drop-rule=(?i)test.*'",
            "  soarbridge simulate all --port 9001 --admin-port 9101",
            "  soarbridge simulate --list"
        })
final class SimulateCommand implements Callable<Integer> {
    private static final String ALL = "all";

    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "TYPE", description = "Which system, or all. See --list.")
    private String type;

    @Option(names = "--list", description = "List the types, their versions and switches, and end.")
    private boolean list;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on. Default: ${DEFAULT-VALUE}.")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port of the system's API; of all, those after it as well. Default: a free one.")
    private int port;

    @Option(
            names = "--admin-port",
            paramLabel = "N",
            description = "Port of the simulator's own API, likewise. Default: a free one.")
    private int adminPort;

    @Option(names = "--tls", description = "Serve HTTPS, with a certificate made now.")
    private boolean tls;

    @Option(names = "--system-version", paramLabel = "VERSION", description = "Version of the system, such as 8 or 6.")
    private String version;

    @Option(
            names = "--set",
            paramLabel = "SWITCH=VALUE",
            description = "Set a switch of the system; may be repeated. See --list.")
    private Map<String, String> switches = Map.of();

    @Mixin
    private JsonOption json;

    SimulateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (list) {
            list();
            return ExitCode.OK;
        }
        List<RunningSimulator> running = new ArrayList<>();
        UntilStopped.run(() -> running.forEach(RunningSimulator::close), () -> {
            List<String> types = types();
            for (String one : types) {
                running.add(Simulators.start(plan(one, running.size())));
            }
            print(types, running);
            new CountDownLatch(1).await();
        });
        return ExitCode.OK;
    }

    private List<String> types() {
        if (ALL.equals(type)) {
            if (version != null || !switches.isEmpty()) {
                throw new UsageException("Starting all simulators: --system-version and --set belong to one of them. "
                        + "Start them one by one.");
            }
            return List.copyOf(Simulators.types());
        }
        if (type == null || !Simulators.types().contains(type)) {
            throw new UsageException("Starting a simulator: %s. Known: %s, all."
                    .formatted(
                            type == null ? "which type?" : "there is none of the type " + type,
                            String.join(", ", Simulators.types())));
        }
        return List.of(type);
    }

    private SimulatorPlan plan(String one, int place) {
        return new SimulatorPlan(
                one,
                host,
                port == 0 ? 0 : port + place,
                adminPort == 0 ? 0 : adminPort + place,
                tls,
                version,
                switches);
    }

    private void list() {
        Table table = new Table();
        for (SimulatorKind kind : Simulators.all()) {
            table.row(kind.type(), "versions " + String.join(", ", kind.versions()));
            for (Switch one : kind.switches()) {
                table.row("  " + one.name() + "=" + one.standard(), one.meaning());
            }
        }
        table.print(session.out());
    }

    private void print(List<String> types, List<RunningSimulator> running) {
        for (int i = 0; i < running.size(); i++) {
            if (json.on()) {
                session.printJson(node(types.get(i), running.get(i)));
            } else {
                rows(types.get(i), running.get(i)).print(session.out());
            }
            session.out().flush();
        }
        if (!json.on()) {
            session.say("Ctrl-C stops it.");
        }
    }

    private static ObjectNode node(String type, RunningSimulator simulated) {
        ObjectNode node = Json.mapper()
                .createObjectNode()
                .put("type", type)
                .put("url", simulated.url().toString())
                .put("adminUrl", simulated.adminUrl().toString());
        if (simulated.certificate() != null) {
            node.put("certificate", simulated.certificate().toString());
        }
        ObjectNode credentials = node.putObject("credentials");
        simulated.credentials().forEach(credentials::put);
        return node;
    }

    private static Table rows(String type, RunningSimulator simulated) {
        Table table = new Table();
        table.row("type", type);
        table.row("url", simulated.url());
        table.row("admin url", simulated.adminUrl() + " (what it can do, as JSON)");
        if (simulated.certificate() != null) {
            table.row("tls.trust", simulated.certificate());
        }
        new TreeMap<>(simulated.credentials()).forEach(table::row);
        return table;
    }
}
