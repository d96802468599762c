package io.soarbridge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.soarbridge.config.ManagementSettings;
import io.soarbridge.config.Settings;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.outbox.OutboxStore.Counts;
import io.soarbridge.support.BridgeException;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What connections wait for, asked of the running bridge; of the ledger when none runs. */
@Command(
        name = "why",
        description = {
            "Says what each connection waits for, since when and until when.",
            "Asks the running bridge at its management port. When none runs, the ledger says how much waits."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  soarbridge why", "  soarbridge why soar-prod", "  soarbridge why --json"})
final class WhyCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "CONNECTION", description = "Only this one. Default: all.")
    private String connection;

    @Mixin
    private JsonOption json;

    WhyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = session.loadedQuietly().settings();
        if (connection != null && !settings.connections().containsKey(connection)) {
            throw new UsageException("There is no connection \"%s\". Configured are: %s."
                    .formatted(
                            connection, String.join(", ", settings.connections().keySet())));
        }
        Optional<ArrayNode> answer = ask(settings.management());
        if (answer.isEmpty()) {
            session.say("The bridge does not run, or not at %s. This is what its ledger says."
                    .formatted(url(settings.management())));
        }
        ArrayNode waits = answer.orElseGet(() -> fromLedger(settings));
        if (json.on()) {
            session.printJson(waits);
        } else {
            waits.forEach(this::print);
        }
        return answer.isPresent() ? ExitCode.OK : ExitCode.UNREACHABLE;
    }

    /** Empty when nobody listens there. */
    private Optional<ArrayNode> ask(ManagementSettings management) throws InterruptedException {
        HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url(management) + "/why"))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200 || !(Json.read(answer.body()) instanceof ArrayNode all)) {
                throw notABridge(management, "it answered with status " + answer.statusCode(), null);
            }
            return Optional.of(chosen(all));
        } catch (JsonProcessingException e) {
            throw notABridge(management, "its answer is no JSON", e);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static BridgeException notABridge(ManagementSettings management, String what, Exception cause) {
        return new BridgeException(
                "manage/no-answer",
                "Asking the bridge at %s what it waits for failed: %s. Nothing was changed. Let soarbridge.management.host and soarbridge.management.port name the bridge's management port."
                        .formatted(url(management), what),
                cause);
    }

    private static String url(ManagementSettings management) {
        String host = switch (management.host()) {
            case "0.0.0.0", "::" -> "127.0.0.1";
            default -> management.host().indexOf(':') < 0 ? management.host() : "[" + management.host() + "]";
        };
        return "http://%s:%d".formatted(host, management.port());
    }

    private ArrayNode chosen(ArrayNode all) {
        ArrayNode chosen = JsonNodeFactory.instance.arrayNode();
        for (JsonNode one : all) {
            if (connection == null || connection.equals(one.path("connection").asText())) {
                chosen.add(one);
            }
        }
        return chosen;
    }

    private ArrayNode fromLedger(Settings settings) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        try (OutboxStore ledger = session.ledger()) {
            Map<String, Counts> counts = ledger.counts();
            for (String name : settings.connections().keySet()) {
                Counts of = counts.getOrDefault(name, new Counts(0, 0, 0, 0, null));
                String oldest = of.oldestUndelivered() == null
                        ? null
                        : of.oldestUndelivered().toString();
                long waiting = of.pending() + of.inFlight();
                String words = "The bridge does not run; %s."
                        .formatted(
                                waiting == 0
                                        ? "nothing waits"
                                        : "%d deliveries wait since %s".formatted(waiting, oldest));
                all.addObject()
                        .put("connection", name)
                        .put("waiting", of.pending())
                        .put("inFlight", of.inFlight())
                        .put("dead", of.dead())
                        .put("oldest", oldest)
                        .putArray("waitsFor")
                        .addObject()
                        .put("reason", "bridge")
                        .putNull("since")
                        .putNull("until")
                        .put("words", words);
            }
        }
        return chosen(all);
    }

    private void print(JsonNode one) {
        session.out()
                .println("%s: %d waiting, %d under way, %d dead%s"
                        .formatted(
                                one.path("connection").asText(),
                                one.path("waiting").asLong(),
                                one.path("inFlight").asLong(),
                                one.path("dead").asLong(),
                                one.path("oldest").isTextual()
                                        ? ", the oldest since "
                                                + one.path("oldest").asText()
                                        : ""));
        for (JsonNode wait : one.path("waitsFor")) {
            String since = wait.path("since").isTextual()
                    ? " (since " + wait.path("since").asText() + ")"
                    : "";
            session.out()
                    .println("  " + wait.path("reason").asText() + since + ": "
                            + Table.printable(wait.path("words").asText()));
        }
    }
}
