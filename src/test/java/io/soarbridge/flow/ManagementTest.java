package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.support.BridgeException;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.RawSender;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The management port as operators, monitoring and strangers meet it. */
final class ManagementTest {
    @TempDir
    private Path folder;

    @Test
    void a_running_bridge_is_live_and_ready() {
        try (Bed bed = Bed.started(folder)) {
            assertThat(bed.managed("/health/live").statusCode()).isEqualTo(200);
            assertThat(bed.managed("/health/ready").statusCode()).isEqualTo(200);
            JsonNode ready = Bed.json(bed.managed("/health/ready").body());
            assertThat(ready.path("status").asText()).isEqualTo("ready");
            assertThat(ready.path("ledger").asText()).isEqualTo("ok");
        }
    }

    @Test
    void a_system_that_is_down_does_not_make_the_bridge_unready() {
        try (Bed bed = Bed.started(folder)) {
            bed.simulator()
                    .faults()
                    .add(Fault.status(503).on("POST", "/incident$").untilCleared());
            bed.connectionRestsAfter(Bed.alert("a", "one"));

            assertThat(bed.managed("/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_page_under_a_foreign_name_reads_nothing() throws Exception {
        try (Bed bed = Bed.started(folder)) {
            String answer = RawSender.exchange(
                    bed.managementPort(),
                    "GET /metrics HTTP/1.1\r\nHost: rebound.example:%d\r\nConnection: close\r\n\r\n"
                            .formatted(bed.managementPort()));

            assertThat(answer).startsWith("HTTP/1.1 403").doesNotContain("soarbridge_");
        }
    }

    @Test
    void only_reading_is_possible() throws Exception {
        try (Bed bed = Bed.started(folder)) {
            String answer = RawSender.exchange(
                    bed.managementPort(),
                    "POST /why HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 405");
            assertThat(bed.managed("/nothing").statusCode()).isEqualTo(404);
            assertThat(bed.managed("/why/nobody").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void no_page_shows_a_secret_or_a_payload() {
        try (Bed bed = Bed.started(folder)) {
            bed.simulator()
                    .faults()
                    .add(Fault.of(Fault.Kind.UNAUTHORIZED)
                            .on("POST", "/incident$")
                            .untilCleared());
            bed.connectionRestsAfter(Bed.alert("a", "canary-in-the-payload"));

            for (String page : new String[] {"/metrics", "/why", "/why/xsoar-prod", "/health/ready", "/version"}) {
                assertThat(bed.managed(page).body())
                        .as(page)
                        .doesNotContain(Bed.TOKEN, Bed.API_KEY, "canary-in-the-payload");
            }
        }
    }

    @Test
    void a_taken_port_stops_the_start_in_words() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Bed bed = Bed.with(folder, CortexXsoarOptions.version8())) {
            bed.set("soarbridge.management.port", Integer.toString(taken.getLocalPort()));

            assertThatThrownBy(bed::start)
                    .isInstanceOf(BridgeException.class)
                    .hasMessageContaining("soarbridge.management.port");
        }
    }

    @Test
    void an_address_that_others_reach_warns_at_start() {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8()).set("soarbridge.management.host", "0.0.0.0")) {
            assertThat(bed.loaded().warnings())
                    .anyMatch(warning -> warning.startsWith("soarbridge.management.host = 0.0.0.0"));
        }
    }
}
