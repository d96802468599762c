package io.soarbridge.stomp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.support.Json;
import io.soarbridge.testkit.Certificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The platform's side of a broker: asks for calls, and gets the replies. */
final class Platform implements AutoCloseable {
    private final Wire wire;
    private final ExecutorService reader = Executors.newSingleThreadExecutor();

    Platform(int port, Certificates certificate) throws IOException, GeneralSecurityException {
        // a context that trusts the broker, whose certificate is its own authority
        wire = new Wire(certificate.context(certificate).getSocketFactory().createSocket("127.0.0.1", port));
        wire.write(
                "CONNECT\naccept-version:1.2\nhost:127.0.0.1\nlogin:api-key-id\npasscode:" + Recorder.SECRET + "\n\n");
        wire.read();
        wire.write("SUBSCRIBE\nid:acks\ndestination:/queue/acks.201.fn_rest_api\nack:auto\n\n");
        reader.execute(() -> {
            while (wire.read() != null) {
                // kept by the wire
            }
        });
    }

    /** @param correlation escaped */
    void ask(String correlation, String body) {
        wire.write(
                "SEND\ndestination:/queue/actions.201.fn_rest_api\ncorrelation-id:%s\nreply-to:/queue/acks.201.fn_rest_api\nCo3ContentType:application/json\nCo3ContextToken:token\npersistent:true\ncontent-length:%d\n\n%s"
                        .formatted(correlation, body.getBytes(StandardCharsets.UTF_8).length, body));
    }

    /** What came with this correlation id, in order. */
    List<JsonNode> replies(String correlation) {
        return wire.frames.stream()
                .filter(frame ->
                        frame.startsWith("MESSAGE\n") && frame.contains("\ncorrelation-id:" + correlation + "\n"))
                .map(frame -> json(frame.substring(frame.indexOf("\n\n") + 2)))
                .toList();
    }

    /** Those that end a call. */
    List<JsonNode> endings(String correlation) {
        return replies(correlation).stream()
                .filter(reply -> reply.path("complete").asBoolean())
                .toList();
    }

    private static JsonNode json(String body) {
        try {
            return Json.read(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }

    @Override
    public void close() {
        wire.close();
        reader.shutdownNow();
    }
}
