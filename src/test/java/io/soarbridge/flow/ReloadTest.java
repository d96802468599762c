package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.app.Reloaded;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.simulator.xsoar.CortexXsoarSimulator;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Bed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReloadTest {
    @TempDir
    private Path folder;

    @Test
    void nothing_changed_is_said() {
        try (Bed bed = Bed.started(folder)) {
            Reloaded reloaded = bed.reload();

            assertThat(reloaded.applied()).isTrue();
            assertThat(reloaded.changed()).isEmpty();
        }
    }

    @Test
    void a_new_source_is_open_and_one_that_is_gone_is_closed() {
        try (Bed bed = Bed.started(folder)) {
            assertThat(bed.post("findings", "{}").statusCode()).isEqualTo(404);

            bed.source("findings", "elastic");
            Reloaded reloaded = bed.reload();

            assertThat(reloaded.applied()).isTrue();
            assertThat(reloaded.changed()).contains("soarbridge.source.findings.format");
            bed.accepted("findings", Bed.alert("f-1", "from a new source"));
            bed.awaitDelivered(1);
        }
    }

    @Test
    void a_changed_sender_token_counts_at_once() {
        try (Bed bed = Bed.started(folder)) {
            bed.set("soarbridge.source.elastic.token", "another-sender-token");
            Reloaded reloaded = bed.reload();

            assertThat(reloaded.changed()).containsExactly("soarbridge.source.elastic.token");
            assertThat(reloaded.text()).doesNotContain("another-sender-token");
            assertThat(bed.post("elastic", Bed.alert("t-1", "old token")).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void a_changed_url_takes_deliveries_to_the_other_system() {
        try (Bed bed = Bed.started(folder);
                CortexXsoarSimulator other = CortexXsoarSimulator.start(
                        CortexXsoarOptions.version8().apiKey(Bed.API_KEY).apiKeyId("7"), bed.clock())) {
            bed.accepted("elastic", Bed.alert("u-1", "to the first"));
            bed.awaitDelivered(1);

            bed.connection("url", other.url());
            assertThat(bed.reload().changed()).containsExactly("soarbridge.connection.xsoar-prod.url");
            bed.accepted("elastic", Bed.alert("u-2", "to the second"));
            bed.awaitDelivered(2);

            assertThat(bed.simulator().incidents()).hasSize(1);
            assertThat(other.incidents()).hasSize(1);
        }
    }

    @Test
    void a_changed_credential_ends_the_rest_that_the_old_one_caused() {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .connection("api-key", "an-old-api-key")
                .start()) {
            String event = bed.accepted("elastic", Bed.alert("c-1", "with an old key"));
            bed.awaitRest("rest/credentials-refused");

            bed.connection("api-key", Bed.API_KEY);
            assertThat(bed.reload().applied()).isTrue();

            bed.later(java.time.Duration.ofSeconds(20));
            bed.awaitDelivered(1);
            assertThat(bed.row(event).attempts()).isZero();
        }
    }

    @Test
    void a_changed_mapping_makes_the_next_incident() throws IOException {
        Path routes = copyOfRoutes();
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .set("soarbridge.routes", routes.toString())
                .start()) {
            Path mapping = routes.resolve("mappings/elastic/event-to-case.jq");
            Files.writeString(mapping, "(" + Files.readString(mapping) + "\n) | .title = \"mapped anew\"");
            Reloaded reloaded = bed.reload();

            assertThat(reloaded.changed()).containsExactly(mapping.toString());
            bed.accepted("elastic", Bed.alert("m-1", "as it was"));
            bed.awaitDelivered(1);
            assertThat(bed.simulator().incidents().get(0).path("name").asText()).isEqualTo("mapped anew");
        }
    }

    @Test
    void one_bad_change_of_two_changes_nothing() throws IOException {
        Path routes = copyOfRoutes();
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .set("soarbridge.routes", routes.toString())
                .start()) {
            bed.source("findings", "elastic");
            Files.writeString(routes.resolve("mappings/elastic/event-to-case.jq"), "{ this is no jq");
            Reloaded reloaded = bed.reload();

            assertThat(reloaded.applied()).isFalse();
            assertThat(reloaded.usage()).isTrue();
            assertThat(reloaded.problems()).singleElement().asString().contains("event-to-case.jq");
            assertThat(bed.post("findings", "{}").statusCode()).isEqualTo(404);
            bed.accepted("elastic", Bed.alert("b-1", "as before"));
            bed.awaitDelivered(1);
        }
    }

    @Test
    void every_problem_of_broken_settings_is_told_and_the_old_ones_go_on() {
        try (Bed bed = Bed.started(folder)) {
            bed.connection("max-concurrency", "many").set("soarbridge.source.elastic.colour", "blue");
            Reloaded reloaded = bed.reload();

            assertThat(reloaded.applied()).isFalse();
            assertThat(reloaded.problems()).hasSize(2);
            bed.accepted("elastic", Bed.alert("x-1", "as before"));
            bed.awaitDelivered(1);
        }
    }

    @Test
    void what_needs_a_restart_is_refused_by_name() {
        try (Bed bed = Bed.started(folder)) {
            bed.set("soarbridge.http.max-body", "2MiB").source("findings", "elastic");
            Reloaded reloaded = bed.reload();

            assertThat(reloaded.problems())
                    .singleElement()
                    .asString()
                    .contains("soarbridge.http.max-body")
                    .contains("Restart");
            assertThat(bed.post("findings", "{}").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void routes_that_do_not_start_leave_the_old_ones_in_force() throws IOException {
        Path routes = copyOfRoutes();
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .set("soarbridge.routes", routes.toString())
                .start()) {
            Files.writeString(
                    routes.resolve("own.camel.yaml"),
                    "- route:\n    from:\n      uri: no-such-component:here\n      steps:\n        - log: hello\n");
            Reloaded reloaded = bed.reload();

            assertThat(reloaded.applied()).isFalse();
            assertThat(reloaded.problems()).singleElement().asString().contains("no-such-component");
            bed.accepted("elastic", Bed.alert("r-1", "as before"));
            bed.awaitDelivered(1);
        }
    }

    @Test
    void a_connection_that_is_gone_keeps_its_rows_until_it_is_back() {
        try (Bed bed = Bed.started(folder);
                CortexXsoarSimulator other = CortexXsoarSimulator.start(
                        CortexXsoarOptions.version8().apiKey(Bed.API_KEY).apiKeyId("7"), bed.clock())) {
            bed.set("soarbridge.connection.second.type", "cortex-xsoar")
                    .set("soarbridge.connection.second.url", "http://127.0.0.1:1")
                    .set("soarbridge.connection.second.allow-http", "true")
                    .set("soarbridge.connection.second.api-key", Bed.API_KEY)
                    .set("soarbridge.connection.second.api-key-id", "7")
                    .set("soarbridge.source.elastic.deliver-to", "second");
            assertThat(bed.reload().applied()).isTrue();
            bed.accepted("elastic", Bed.alert("g-1", "waits for the second"));

            bed.set("soarbridge.source.elastic.deliver-to", Bed.CONNECTION);
            for (String key : List.of("type", "url", "allow-http", "api-key", "api-key-id")) {
                bed.unset("soarbridge.connection.second." + key);
            }
            assertThat(bed.reload().problems()).anyMatch(note -> note.contains("1 events wait"));

            bed.set("soarbridge.connection.second.type", "cortex-xsoar")
                    .set("soarbridge.connection.second.url", other.url())
                    .set("soarbridge.connection.second.allow-http", "true")
                    .set("soarbridge.connection.second.api-key", Bed.API_KEY)
                    .set("soarbridge.connection.second.api-key-id", "7");
            assertThat(bed.reload().applied()).isTrue();
            bed.later(java.time.Duration.ofMinutes(2));
            Await.until(
                    "the row that waited is delivered", () -> other.incidents().size() == 1);
        }
    }

    @Test
    void under_load_no_event_is_lost_doubled_or_refused() {
        try (Bed bed = Bed.started(folder)) {
            AtomicBoolean more = new AtomicBoolean(true);
            List<CompletableFuture<List<Integer>>> senders = Stream.of("a", "b", "c")
                    .map(name -> CompletableFuture.supplyAsync(() -> sendUntil(bed, name, more)))
                    .toList();
            for (int round = 1; round <= 4; round++) {
                bed.connection("max-concurrency", String.valueOf(2 + round));
                assertThat(bed.reload().applied()).isTrue();
            }
            more.set(false);
            List<Integer> statuses =
                    senders.stream().flatMap(sender -> sender.join().stream()).toList();

            assertThat(statuses).hasSizeGreaterThan(30).containsOnly(202);
            bed.awaitDelivered(statuses.size());
            assertThat(bed.keys()).hasSize(statuses.size()).doesNotHaveDuplicates();
        }
    }

    private static List<Integer> sendUntil(Bed bed, String name, AtomicBoolean more) {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 2000 && (more.get() || i < 20); i++) {
            statuses.add(bed.post("elastic", Bed.alert("load-%s-%d".formatted(name, i), "load"))
                    .statusCode());
        }
        return statuses;
    }

    private Path copyOfRoutes() throws IOException {
        Path from = Path.of("routes").toAbsolutePath();
        Path to = folder.resolve("routes");
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return to;
    }
}
