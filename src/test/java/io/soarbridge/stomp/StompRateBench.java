package io.soarbridge.stomp;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.config.RestCallSettings;
import io.soarbridge.config.SettingsLoader;
import io.soarbridge.config.StompSettings;
import io.soarbridge.observe.Meters;
import io.soarbridge.restcall.EchoServer;
import io.soarbridge.restcall.RestCalls;
import io.soarbridge.testkit.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.HdrHistogram.ConcurrentHistogram;
import org.junit.jupiter.api.Test;

/**
 * Calls per second by the message bus, engine, ledger and TLS included: {@code mvn test -Dtest=StompRateBench}. Not a part of the build. The
 * bus is a recording one, as Artemis sends one message at a time whatever the prefetch size is.
 */
class StompRateBench extends StompBed {
    private static final int WARM_UP = 3_000;
    private static final int CALLS = 6_000;
    private static final int IN_FLIGHT = 32;

    private final Map<String, Long> begun = new ConcurrentHashMap<>();
    private final Semaphore free = new Semaphore(IN_FLIGHT);
    private final ConcurrentHistogram latency = new ConcurrentHistogram(3);

    @Test
    void rate() throws Exception {
        try (EchoServer target = EchoServer.plain();
                RestCalls calls = engine();
                RawBus bus = new RawBus(certificate.context(certificate).getServerSocketFactory(), this::answer)) {
            StompSettings eight = settings(bus.port(), certificate.certificate());
            try (StompDoor door = new StompDoor(
                    new StompSettings(
                            eight.host(),
                            eight.port(),
                            eight.org(),
                            eight.destination(),
                            eight.function(),
                            eight.login(),
                            eight.passcode(),
                            8,
                            eight.tls()),
                    calls,
                    store,
                    InstantSource.system())) {
                door.start();
                untilConnected(door);
                ask(bus, target.url(), 0, WARM_UP);
                latency.reset();
                long begin = System.nanoTime();
                ask(bus, target.url(), WARM_UP, CALLS);
                double seconds = (System.nanoTime() - begin) / 1e9;
                System.out.printf(
                        "STOMP: %.0f calls/s, p50 %.1f ms, p99 %.1f ms, %d in flight, 8 workers%n",
                        CALLS / seconds,
                        latency.getValueAtPercentile(50) / 1e6,
                        latency.getValueAtPercentile(99) / 1e6,
                        IN_FLIGHT);
                assertThat(door.status().failed()).isZero();
            }
        }
    }

    private void ask(RawBus bus, String url, int from, int count) throws InterruptedException {
        String body = call("{\"rest_api_method\":\"GET\",\"rest_api_url\":\"" + url + "/echo\"}");
        for (int i = from; i < from + count; i++) {
            free.acquire();
            begun.put("invid\\c" + i, System.nanoTime());
            bus.last().write(message("invid\\c" + i, body));
        }
        Await.until("all are answered", () -> free.availablePermits() == IN_FLIGHT);
    }

    private void answer(String frame, Wire wire) {
        RawBus.usual(frame, wire);
        if (frame.startsWith("SEND\n") && frame.contains("\"complete\": true")) {
            int at = frame.indexOf("correlation-id:") + 15;
            Long since = begun.remove(frame.substring(at, frame.indexOf('\n', at)));
            latency.recordValue(System.nanoTime() - since);
            free.release();
        }
    }

    private RestCalls engine() throws Exception {
        Path file = folder.resolve("application.properties");
        Files.writeString(
                file,
                "soarbridge.routes = " + Path.of("routes").toAbsolutePath()
                        + "\nsoarbridge.rest-call.hosts = 127.0.0.1\n");
        RestCallSettings settings =
                SettingsLoader.load(file, Map.of()).settings().restCall();
        return new RestCalls(
                settings,
                new RestCalls.Parts(
                        null, Map.of(), InstantSource.system(), RestCalls.Pauses.REAL, () -> null, new Meters()));
    }
}
