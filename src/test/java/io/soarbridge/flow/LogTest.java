package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.outbox.SqliteOutboxStore;
import io.soarbridge.process.FreePort;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.ChildBridge;
import io.soarbridge.testkit.LifecycleSender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a bridge in a process of its own, as its standard error shows it, while deliveries fail in many ways. */
final class LogTest {
    @TempDir
    private Path folder;

    @Test
    void json_lines_name_the_event_and_never_show_a_payload() throws Exception {
        String log = run("json");

        List<JsonNode> lines = log.lines().map(Bed::json).toList();
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.path("message").isTextual()).isTrue());
        assertThat(lines)
                .filteredOn(line -> line.path("logger").asText().endsWith("ConnectionLane"))
                .isNotEmpty()
                .allSatisfy(line -> {
                    assertThat(line.path("event").asText()).matches("[0-9]+");
                    assertThat(line.path("connection").asText()).isEqualTo(Bed.CONNECTION);
                });
        assertThat(log).doesNotContain("198.51.100.7", "kibana.alert", Bed.TOKEN, Bed.API_KEY);
    }

    @Test
    void text_lines_name_the_event_and_never_show_a_payload_and_without_a_collector_nothing_of_its_library_is_loaded()
            throws Exception {
        String log = run("text");

        assertThat(log.lines().filter(line -> line.contains(" ConnectionLane ")))
                .isNotEmpty()
                .allMatch(line -> line.matches(".* \\[.*event=[0-9]+.*] .*") && line.contains("connection=xsoar-prod"));
        assertThat(log).doesNotContain("198.51.100.7", "kibana.alert", Bed.TOKEN, Bed.API_KEY);
        assertThat(Files.readString(folder.resolve("classes.log")))
                .contains("io.soarbridge.delivery.ObservedLane")
                .doesNotContain("io.opentelemetry");
    }

    private String run(String format) throws Exception {
        int port = FreePort.find();
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .set("soarbridge.http.port", Integer.toString(port))
                .set("soarbridge.outbox.max-attempts", "2")
                .set("soarbridge.log.format", format)) {
            bed.simulator()
                    .faults()
                    .add(Fault.status(400).on("POST", "/incident$").times(3));
            bed.simulator()
                    .faults()
                    .add(Fault.status(500).on("POST", "/incident$").times(4));
            try (ChildBridge bridge = new ChildBridge(bed.writeSettings(), Map.of())
                            .options("-Xlog:class+load:file=" + folder.resolve("classes.log"))
                            .start();
                    LifecycleSender sender = new LifecycleSender(port, 4)) {
                sender.start();
                Await.until("some accepted", () -> sender.accepted() > 60);
                sender.finish();
                Await.until("all done", () -> done(bed.ledger()) >= sender.accepted());
                bridge.terminate();
                return bridge.log();
            }
        }
    }

    private static long done(Path ledger) {
        try (OutboxStore store = SqliteOutboxStore.openReadOnly(ledger, InstantSource.system())) {
            OutboxStore.Counts counts = store.counts().get(Bed.CONNECTION);
            return counts.delivered() + counts.dead();
        }
    }
}
