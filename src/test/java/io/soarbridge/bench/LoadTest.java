package io.soarbridge.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.soarbridge.support.BridgeException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LoadTest {
    private static final String HEAD = "POST / HTTP/1.1\r\nHost: localhost\r\n";

    private final Set<String> bodies = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private volatile int status = 202;
    private volatile boolean chunked;
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            requests.incrementAndGet();
            byte[] answer = new byte[300];
            exchange.sendResponseHeaders(status, chunked ? 0 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        workers.shutdownNow();
    }

    @Test
    void sends_no_more_than_it_may_and_each_alert_once() {
        try (Load load = new Load(server.getAddress(), 4, new Alerts(HEAD, 1))) {
            load.run(Pace.closedLoop(), Duration.ofSeconds(30), 200);
            load.settle();

            assertThat(load.sent()).isEqualTo(200);
            assertThat(load.accepted()).isEqualTo(200);
            assertThat(bodies).hasSize(200);
        }
    }

    @Test
    void understands_answers_without_a_length() {
        chunked = true;

        try (Load load = new Load(server.getAddress(), 2, new Alerts(HEAD, 1))) {
            load.run(Pace.closedLoop(), Duration.ofSeconds(30), 20);
            load.settle();

            assertThat(load.accepted()).isEqualTo(20);
        }
    }

    @Test
    void counts_what_is_refused_apart() {
        status = 503;

        try (Load load = new Load(server.getAddress(), 2, new Alerts(HEAD, 1))) {
            load.run(Pace.closedLoop(), Duration.ofSeconds(30), 20);
            load.settle();

            assertThat(load.accepted()).isZero();
            assertThat(load.refused()).isEqualTo(20);
        }
    }

    @Test
    void waiting_for_a_free_connection_counts_as_time_to_answer() {
        long meant = System.nanoTime() - Duration.ofSeconds(3).toNanos();

        try (Load load = new Load(server.getAddress(), 1, new Alerts(HEAD, 1))) {
            Load.Window window = load.run(Pace.fixedRate(1000, meant), Duration.ofSeconds(30), 3);

            load.settle();
            assertThat(window.percentile(0)).isGreaterThan(2900);
        }
    }

    @Test
    void says_so_when_the_bridge_goes_away() {
        try (Load load = new Load(server.getAddress(), 1, new Alerts(HEAD, 1))) {
            load.run(Pace.closedLoop(), Duration.ofSeconds(30), 1);
            load.settle();
            server.stop(0);

            assertThatThrownBy(() -> {
                        load.run(Pace.closedLoop(), Duration.ofSeconds(10), 1);
                        load.settle();
                    })
                    .isInstanceOf(BridgeException.class)
                    .hasMessageContaining("Sending to the bridge under test failed");
        }
    }
}
