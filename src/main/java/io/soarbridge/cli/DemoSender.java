package io.soarbridge.cli;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A well-behaved sender: posts, and until it has a 202 or a final no, posts again after a pause. It cannot know whether a request
 * without an answer was taken, so it sends that one again too.
 */
final class DemoSender {
    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(90);
    private static final long LONGEST_PAUSE_MILLIS = 2000;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final DemoFolder folder;
    private final DemoJournal journal;
    private final InstantSource clock;
    private final CountDownLatch stop;

    /** @param stop ends every pause, and with it the sending */
    DemoSender(DemoFolder folder, DemoJournal journal, InstantSource clock, CountDownLatch stop) {
        this.folder = folder;
        this.journal = journal;
        this.clock = clock;
        this.stop = stop;
    }

    /** Returns when the event is accepted, refused, or given up. */
    void send(DemoEvent event) throws InterruptedException {
        HttpRequest request = request(event);
        Instant giveUpAt = clock.instant().plus(GIVE_UP_AFTER);
        long pause = 100;
        while (clock.instant().isBefore(giveUpAt)) {
            Instant sentAt = clock.instant();
            try {
                HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
                Instant now = clock.instant();
                if (answer.statusCode() == 202) {
                    journal.accepted(event.key(), now, Duration.between(sentAt, now));
                    return;
                }
                if (!PASSING.contains(answer.statusCode())) {
                    journal.refused(answer.statusCode());
                    return;
                }
            } catch (IOException unreachable) {
                // The bridge is down or was killed while it answered: the same as a 503.
            }
            journal.resent();
            if (stop.await(pause, TimeUnit.MILLISECONDS)) {
                break;
            }
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
        journal.refused(0);
    }

    private HttpRequest request(DemoEvent event) {
        String secret = folder.secrets().get(event.source().name());
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        folder.ingest(event.source().name()))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(event.body()));
        return switch (event.source().auth()) {
            case BEARER -> request.header("Authorization", "Bearer " + secret).build();
            case HMAC ->
                request.header("X-Hub-Signature-256", "sha256=" + hmac(secret, event.body()))
                        .build();
        };
    }

    private static String hmac(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
