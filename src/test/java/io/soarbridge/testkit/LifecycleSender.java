package io.soarbridge.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * Senders that open, acknowledge and close one alert after the other, each step only after the one before was accepted, and that
 * repeat whatever was not acknowledged, as a good sender does.
 */
public final class LifecycleSender implements AutoCloseable {
    private static final List<String> STEPS = List.of("open", "acknowledged", "closed");

    private final URI url;
    private final int senders;
    private final ExecutorService threads;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private IntSupplier made = () -> 0;
    private int most = Integer.MAX_VALUE;
    private volatile boolean finishing;
    private volatile String refused;

    public LifecycleSender(int port, int senders) {
        this.url = URI.create("http://127.0.0.1:%d/ingest/elastic".formatted(port));
        this.senders = senders;
        this.threads = Executors.newFixedThreadPool(senders);
    }

    /**
     * No new alert is begun while so many of those begun are no incident yet: a bridge that rests or starts would else be left with
     * minutes of work. Call it before {@link #start}.
     *
     * @param incidents how many there are by now
     */
    public LifecycleSender holdBack(int alerts, IntSupplier incidents) {
        this.most = alerts;
        this.made = incidents;
        return this;
    }

    public void start() {
        for (int i = 0; i < senders; i++) {
            threads.execute(this::send);
        }
    }

    /** Lets each sender end the alert it is at. */
    public void finish() throws InterruptedException {
        finishing = true;
        threads.shutdown();
        if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the senders did not get their last events accepted within a minute");
        }
        if (refused != null) {
            throw new AssertionError("an event was refused: " + refused);
        }
    }

    public int accepted() {
        return accepted.get();
    }

    /** Ids that the bridge gave in its 202 answers. */
    public Set<String> acceptedIds() {
        return ids;
    }

    /** Keys of the alerts, as incidents carry them. */
    public Set<String> keys() {
        return keys;
    }

    private void send() {
        while (!finishing) {
            if (next.get() - made.getAsInt() >= most) {
                LockSupport.parkNanos(5_000_000);
                continue;
            }
            String id = "alert-" + next.incrementAndGet();
            keys.add("elastic:" + id);
            for (String step : STEPS) {
                String alert = alert(id, step);
                while (!post(alert)) {
                    LockSupport.parkNanos(20_000_000);
                    if (refused != null) {
                        return;
                    }
                }
            }
        }
    }

    private static String alert(String id, String step) {
        return """
                {"@timestamp":"2026-11-22T10:00:00.000Z","kibana.alert.uuid":"%s","kibana.alert.rule.name":"%s %s",\
                "kibana.alert.severity":"medium","kibana.alert.workflow_status":"%s",\
                "kibana.alert.workflow_status_updated_at":"2026-11-22T10:05:00.000Z","source":{"ip":"198.51.100.7"}}""".formatted(id, step, id, step);
    }

    private boolean post(String alert) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + Bed.TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(alert))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 202) {
                JsonNode item = Bed.json(answer.body()).path("accepted").path(0);
                ids.add(item.path("id").asText());
                accepted.incrementAndGet();
                return true;
            }
            if (answer.statusCode() != 503) {
                refused = answer.statusCode() + " " + answer.body();
            }
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        finishing = true;
        threads.shutdownNow();
    }
}
