package io.soarbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.outbox.State;
import io.soarbridge.support.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutboxCommandsTest {
    @TempDir
    private Path folder;

    private Called called;

    @BeforeEach
    void fill() {
        called = new Called(folder);
        try (SampleLedger ledger = ledger()) {
            ledger.dead("prod", "rest/refused")
                    .delivered("prod")
                    .dead("test", "mapping/failed")
                    .pending("prod");
        }
    }

    private SampleLedger ledger() {
        return new SampleLedger(called.ledgerFile(), called.clock);
    }

    private State state(long id) {
        return SampleLedger.row(called.ledgerFile(), id).orElseThrow().state();
    }

    @Test
    void list_shows_newest_first_and_counts() {
        assertThat(called.with("outbox", "list")).isZero();

        assertThat(called.out.toString().lines().filter(line -> line.matches("\\d .*")))
                .extracting(line -> line.substring(0, 1))
                .containsExactly("4", "3", "2", "1");
        assertThat(called.out.toString()).containsPattern("prod +1 +0 +1 +1");
    }

    @Test
    void list_never_prints_control_characters_of_a_peer() {
        called.with("outbox", "list", "--state", "dead");

        assertThat(called.out.toString()).contains("name is missing").doesNotContain("\u001b");
    }

    @Test
    void list_narrows_by_state_and_connection() throws Exception {
        assertThat(called.with("outbox", "list", "--state", "dead,pending", "--connection", "prod", "--json"))
                .isZero();

        assertThat(Json.read(called.out.toString()).findValuesAsText("id")).containsExactly("4", "1");
    }

    @Test
    void list_explains_a_state_that_is_none() {
        assertThat(called.with("outbox", "list", "--state", "daed")).isEqualTo(2);
        assertThat(called.err.toString()).contains("daed").contains("pending, in-flight, delivered or dead");
    }

    @Test
    void list_reads_times_as_points_and_as_ages() {
        called.with("outbox", "list", "--since", "2026-03-01T10:00:03Z", "--json");
        assertThat(called.out.toString()).contains("\"id\" : 4", "\"id\" : 3").doesNotContain("\"id\" : 2");

        called.clock.advance(Duration.ofHours(2));
        called.with("outbox", "list", "--since", "1h");
        assertThat(called.out.toString()).doesNotContain("case-create");

        assertThat(called.with("outbox", "list", "--since", "yesterday")).isEqualTo(2);
        assertThat(called.err.toString()).contains("yesterday").contains("30m, 2h, 7d");
    }

    @Test
    void show_prints_facts_attempts_and_payload() throws Exception {
        assertThat(called.with("outbox", "show", "1")).isZero();
        assertThat(called.out.toString()).contains("rest/refused HTTP 400", "12 ms", "\"n\" : 1");

        called.with("outbox", "show", "1", "--json");
        JsonNode shown = Json.read(called.out.toString()).get(0);
        assertThat(shown.at("/payload/n").asInt()).isEqualTo(1);
        assertThat(shown.at("/history/0/reason").asText()).startsWith("name is missing");
    }

    @Test
    void show_fails_for_an_unknown_id() {
        assertThat(called.with("outbox", "show", "99")).isEqualTo(1);
        assertThat(called.err.toString()).contains("99").contains("outbox list");
    }

    @Test
    void replay_wants_to_know_which() {
        assertThat(called.with("outbox", "replay", "--connection", "prod")).isEqualTo(2);
        assertThat(called.err.toString()).contains("--dead");
    }

    @Test
    void replay_changes_nothing_in_a_dry_run() {
        assertThat(called.with("outbox", "replay", "--dead", "--dry-run")).isZero();

        assertThat(called.out.toString()).contains("1 dead prod", "3 dead test", "Would replay 2 deliveries.");
        assertThat(state(1)).isEqualTo(State.DEAD);
    }

    @Test
    void replay_takes_the_dead_ones_of_a_code() {
        assertThat(called.with("outbox", "replay", "--dead", "--code", "mapping/failed"))
                .isZero();

        assertThat(called.out.toString()).contains("Replayed 1 delivery.");
        assertThat(state(3)).isEqualTo(State.PENDING);
        assertThat(state(1)).isEqualTo(State.DEAD);
        assertThat(state(2)).isEqualTo(State.DELIVERED);
    }

    @Test
    void replay_of_a_delivered_one_needs_to_be_said() {
        assertThat(called.with("outbox", "replay", "--id", "2")).isEqualTo(1);
        assertThat(called.with("outbox", "replay", "--id", "2", "--delivered")).isZero();
    }

    @Test
    void purge_without_terminal_needs_yes() {
        assertThat(called.with("outbox", "purge", "--dead")).isEqualTo(2);
        assertThat(called.err.toString()).contains("2 deliveries").contains("--yes");
        assertThat(SampleLedger.row(called.ledgerFile(), 1)).isPresent();

        assertThat(called.with("outbox", "purge", "--dead", "--yes", "--json")).isZero();
        assertThat(called.out.toString()).contains("\"removed\" : 2");
        assertThat(SampleLedger.row(called.ledgerFile(), 1)).isEmpty();
        assertThat(SampleLedger.row(called.ledgerFile(), 2)).isPresent();
    }

    @Test
    void export_writes_one_object_a_line() throws Exception {
        Path file = folder.resolve("out.ndjson");

        assertThat(called.with("outbox", "export", file.toString())).isZero();

        assertThat(Files.readAllLines(file)).hasSize(4);
        assertThat(Json.read(Files.readAllLines(file).get(3)).at("/payload/n").asInt())
                .isEqualTo(1);
        assertThat(folder.toFile().list()).contains("out.ndjson").noneMatch(name -> name.contains("partial"));
    }

    @Test
    void export_overwrites_only_by_force() throws Exception {
        Path file = Files.writeString(folder.resolve("out.ndjson"), "precious");

        assertThat(called.with("outbox", "export", file.toString())).isEqualTo(2);
        assertThat(file).hasContent("precious");

        assertThat(called.with("outbox", "export", "--force", "--state", "dead", file.toString()))
                .isZero();
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void export_goes_to_standard_output_by_itself() {
        assertThat(called.with("outbox", "export", "--state", "pending")).isZero();
        assertThat(called.out.toString().lines()).hasSize(1);
    }

    @Test
    void pages_through_more_rows_than_fit_a_page() {
        try (SampleLedger ledger = ledger()) {
            ledger.pending("other", 2500);
        }

        called.with("outbox", "export");

        assertThat(called.out.toString().lines()).hasSize(2504).doesNotHaveDuplicates();
    }
}
