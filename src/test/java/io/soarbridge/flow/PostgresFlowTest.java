package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.app.Ledgers;
import io.soarbridge.app.Verdict;
import io.soarbridge.outbox.DeliveryFilter;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.outbox.State;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.Exposition;
import io.soarbridge.testkit.Postgres;
import io.soarbridge.testkit.TcpProxy;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bridge whose settings name a database. */
class PostgresFlowTest {
    @TempDir
    Path folder;

    private Bed bed(String hosts) {
        return Bed.with(folder, CortexXsoarOptions.version8())
                .set(
                        "soarbridge.outbox.url",
                        "jdbc:postgresql://" + hosts + "/" + Postgres.shared().database())
                .set("soarbridge.outbox.user", Postgres.USER)
                .set("soarbridge.outbox.password", Postgres.PASSWORD);
    }

    @Test
    void delivers_from_the_database_and_shows_it_to_the_command_line() {
        try (Bed bed = bed("127.0.0.1:" + Postgres.shared().port())) {
            assertThat(Ledgers.check(bed.loaded()).orElseThrow().summary()).contains("has no tables yet");
            bed.start();
            String event = bed.accepted("elastic", Bed.alert("a-1", "LSASS read"));
            bed.awaitState(event, State.DELIVERED);

            assertThat(bed.keys()).hasSize(1);
            assertThat(Files.exists(bed.ledger())).as("a file beside it").isFalse();
            assertThat(bed.post("elastic", Bed.alert("a-1", "LSASS read")).statusCode())
                    .isEqualTo(202);
            Verdict verdict = Ledgers.check(bed.loaded()).orElseThrow();
            assertThat(verdict.ok()).isTrue();
            assertThat(verdict.summary()).startsWith("works: PostgreSQL");
            try (OutboxStore shared = Ledgers.openShared(bed.loaded(), InstantSource.system())) {
                assertThat(shared.list(new DeliveryFilter(null, null, null, null, null, null, null, 0, 0)))
                        .singleElement()
                        .satisfies(row -> assertThat(row.state()).isEqualTo(State.DELIVERED));
            }
        }
    }

    @Test
    void metrics_tell_its_size_and_go_without_it_while_the_database_is_away() throws IOException {
        try (TcpProxy network = TcpProxy.to(Postgres.shared().port());
                Bed bed = bed(network.address()).start()) {
            bed.accepted("elastic", Bed.alert("a-1", "LSASS read"));
            bed.awaitDelivered(1);
            assertThat(Exposition.parse(bed.managed("/metrics").body())
                            .value("soarbridge_ledger_bytes", "file=database"))
                    .isGreaterThan(50_000);

            network.refuse();

            Await.until(
                    "a scrape without the ledger's part",
                    () -> !bed.managed("/metrics").body().contains("soarbridge_ledger_bytes{"));
            assertThat(bed.managed("/metrics").statusCode()).isEqualTo(200);
            assertThat(bed.managed("/metrics").body())
                    .contains("soarbridge_events_accepted_total")
                    .doesNotContain("soarbridge_deliveries{");
            network.heal();
        }
    }

    @Test
    void tells_senders_to_send_again_while_the_database_is_away() throws IOException {
        try (TcpProxy network = TcpProxy.to(Postgres.shared().port());
                Bed bed = bed(network.address()).start()) {
            network.refuse();

            HttpResponse<String> refused = bed.post("elastic", Bed.alert("a-1", "LSASS read"));

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.body()).doesNotContain(Postgres.PASSWORD);
            network.heal();
            Await.until(
                    "accepted again",
                    () -> bed.post("elastic", Bed.alert("a-1", "LSASS read")).statusCode() == 202);
            bed.awaitDelivered(1);
            assertThat(bed.keys()).hasSize(1);
        }
    }

    @Test
    void check_says_that_nothing_answers() throws IOException {
        try (TcpProxy network = TcpProxy.to(Postgres.shared().port());
                Bed bed = bed(network.address())) {
            network.refuse();

            assertThat(Ledgers.check(bed.loaded()).orElseThrow())
                    .satisfies(verdict -> assertThat(verdict.reachable()).isFalse())
                    .satisfies(
                            verdict -> assertThat(verdict.summary()).contains("Opening the ledger jdbc:postgresql://"));
        }
    }
}
