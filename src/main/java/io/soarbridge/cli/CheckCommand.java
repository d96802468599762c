package io.soarbridge.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.app.Checks;
import io.soarbridge.app.Ledgers;
import io.soarbridge.app.Verdict;
import io.soarbridge.config.LoadedSettings;
import io.soarbridge.support.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A verdict for each connection, and for the ledger's database. */
@Command(
        name = "check",
        description = {
            "Asks each connection's system whether it is there and takes our credentials,",
            "the database of the ledger when soarbridge.outbox.url names one, and, when set, the URL of",
            "soarbridge.rest-call.selftest-url and the message bus of soarbridge.rest-call.stomp.",
            "Creates and changes nothing."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  soarbridge check", "  soarbridge check soar-prod", "  soarbridge check --json"})
final class CheckCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "0..*", paramLabel = "CONNECTION", description = "Connections to check. Default: all.")
    private List<String> names = List.of();

    @Mixin
    private JsonOption json;

    CheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        LoadedSettings loaded = session.loaded();
        List<Verdict> verdicts = new ArrayList<>();
        if (names.isEmpty()) {
            Ledgers.check(loaded).ifPresent(verdicts::add);
            Checks.restCall(loaded, session.clock()).ifPresent(verdicts::add);
            Checks.bus(loaded).ifPresent(verdicts::add);
        }
        verdicts.addAll(
                Checks.run(loaded, wanted(loaded.settings().connections().keySet()), session.clock()));
        if (json.on()) {
            printJson(verdicts);
        } else {
            verdicts.forEach(this::print);
        }
        if (verdicts.stream().allMatch(Verdict::ok)) {
            return ExitCode.OK;
        }
        boolean someRefused = verdicts.stream().anyMatch(v -> !v.ok() && v.reachable());
        return someRefused ? ExitCode.FAILED : ExitCode.UNREACHABLE;
    }

    private Collection<String> wanted(Set<String> known) {
        if (known.isEmpty()) {
            throw new UsageException(
                    "Checking connections: the settings have none. Add soarbridge.connection.<name>.type and its other keys.");
        }
        for (String name : names) {
            if (!known.contains(name)) {
                throw new UsageException("Checking connection %s: there is none of that name. Known: %s."
                        .formatted(name, String.join(", ", new TreeSet<>(known))));
            }
        }
        return names.isEmpty() ? known : names;
    }

    private void print(Verdict verdict) {
        session.out()
                .printf(
                        "%-4s %s (%s): %s%n",
                        verdict.ok() ? "ok" : "FAIL",
                        verdict.connection(),
                        verdict.type(),
                        Table.printable(verdict.summary()));
        verdict.details().forEach(detail -> session.out().println("     " + Table.printable(detail)));
    }

    private void printJson(List<Verdict> verdicts) {
        ArrayNode list = Json.mapper().createArrayNode();
        for (Verdict verdict : verdicts) {
            ObjectNode node = list.addObject()
                    .put("connection", verdict.connection())
                    .put("type", verdict.type())
                    .put("ok", verdict.ok())
                    .put("reachable", verdict.reachable())
                    .put("summary", verdict.summary());
            verdict.details().forEach(node.putArray("details")::add);
        }
        session.printJson(list);
    }
}
