package io.soarbridge.manage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.config.OutboxSettings;
import io.soarbridge.connection.Connection;
import io.soarbridge.connection.Connections;
import io.soarbridge.mapping.Mappings;
import io.soarbridge.outbox.LaneStatus;
import io.soarbridge.outbox.SqliteOutboxStore;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Connected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HealthTest {
    @TempDir
    private Path folder;

    private final List<String> warnings = new ArrayList<>();
    private SqliteOutboxStore store;
    private Connections connections;

    @BeforeEach
    void open() {
        OutboxSettings settings = new OutboxSettings(
                1000,
                0,
                Duration.ofDays(30),
                Duration.ofMinutes(1),
                8,
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                Duration.ofSeconds(5));
        store = SqliteOutboxStore.open(folder.resolve("outbox.db"), settings, InstantSource.system());
        connections = new Connections(List.of(new Connection(
                Connected.to("http://127.0.0.1:1").settings(), new Mappings(folder), InstantSource.system())));
    }

    @AfterEach
    void close() {
        connections.close();
        store.close();
    }

    @Test
    void a_bridge_with_living_lanes_and_an_open_door_is_ready() {
        assertThat(health(Optional.of(lane(3)), () -> true).troubles()).isEmpty();
    }

    @Test
    void a_lane_that_does_not_run_is_named() {
        assertThat(health(Optional.empty(), () -> true).troubles())
                .containsOnlyKeys("lanes")
                .hasEntrySatisfying("lanes", words -> assertThat(words).contains("its lane has not started"));
    }

    @Test
    void dead_threads_are_counted() {
        assertThat(health(Optional.of(lane(1)), () -> true).troubles().get("lanes"))
                .startsWith("2 of the 3 threads");
    }

    @Test
    void a_closed_door_is_named() {
        assertThat(health(Optional.of(lane(3)), () -> false).troubles()).containsOnlyKeys("door");
    }

    @Test
    void what_stops_nothing_is_a_warning() {
        warnings.add("vault: no answer since 10:00");
        Health health = health(Optional.of(lane(3)), () -> true);

        JsonNode json = health.json(health.troubles());

        assertThat(json.path("status").asText()).isEqualTo("ready");
        assertThat(json.path("warnings").path(0).asText()).isEqualTo("vault: no answer since 10:00");
    }

    @Test
    void a_ledger_that_cannot_be_written_is_named_until_it_can() throws IOException {
        Path ledger = folder.resolve("outbox.db");
        Files.move(ledger, folder.resolve("elsewhere.db"));
        Health health = health(Optional.of(lane(3)), () -> true);

        Await.until("trouble", () -> health.troubles().containsKey("ledger"));
        Files.move(folder.resolve("elsewhere.db"), ledger);
        Await.until("no trouble", () -> health.troubles().isEmpty());
    }

    private Health health(Optional<LaneStatus> lane, BooleanSupplier taking) {
        return new Health(new Watched(
                store,
                () -> connections,
                name -> lane,
                taking,
                Optional::empty,
                () -> warnings,
                InstantSource.system()));
    }

    private static LaneStatus lane(int alive) {
        return new LaneStatus(2, 0, 0, null, 3, alive, 0, null);
    }
}
