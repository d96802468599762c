package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soarbridge.simulator.CortexXsoarOptions;
import io.soarbridge.support.BridgeException;
import io.soarbridge.testkit.Bed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
    @TempDir
    Path folder;

    @Test
    void a_port_in_use_is_named_and_nothing_stays_open() throws IOException {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8());
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            bed.set("soarbridge.http.port", Integer.toString(taken.getLocalPort()));

            assertThatThrownBy(bed::start)
                    .isInstanceOf(BridgeException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("soarbridge.http.port");

            bed.set("soarbridge.http.port", "0").start();
            bed.accepted("elastic", Bed.alert("a-1", "after the port was free"));
            bed.awaitDelivered(1);
            assertThat(bed.keys()).containsExactly("elastic:a-1");
        }
    }

    @Test
    void a_second_bridge_on_the_same_ledger_is_refused() throws IOException {
        try (Bed first = Bed.started(folder);
                Bed second = Bed.with(folder, CortexXsoarOptions.version8())) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(BridgeException.class)
                    .hasMessageContaining("outbox.db")
                    .extracting(e -> ((BridgeException) e).code())
                    .isEqualTo("outbox/in-use");

            first.accepted("elastic", Bed.alert("a-1", "goes on"));
            first.awaitDelivered(1);
        }
    }
}
