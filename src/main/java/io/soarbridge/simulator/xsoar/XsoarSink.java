package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Faults;
import io.soarbridge.simulator.Sink;
import io.soarbridge.support.Json;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers a create with the whole incident, as the product does, without parsing it: what the client sent, and what is unset. A key
 * must end in twelve hexadecimal digits that differ from key to key and count from 0.
 */
final class XsoarSink implements Sink {
    private static final String KEY = "\"dbotMirrorId\":\"";
    private static final int DIGITS = 12;
    private static final Pattern SEARCHED = Pattern.compile("([\\w:-]*[0-9a-f]{12})\\\\\"");
    private static final List<String> SENT =
            List.of("name type severity status details occurred labels rawJSON dbotMirrorId".split(" "));

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final BitSet seen = new BitSet();
    private final byte[] unset;
    private HttpServer server;
    private int port;
    // written by the event loop only
    private volatile long created;
    private volatile long doubled;

    private XsoarSink() {
        ObjectNode full = new IncidentShape(true, true).full(Json.mapper().createObjectNode());
        full.remove(SENT);
        full.remove("id");
        full.put("created", XsoarTimes.text(Instant.EPOCH));
        byte[] text = Json.bytes(full);
        unset = Arrays.copyOfRange(text, 1, text.length - 1);
    }

    static XsoarSink start() {
        XsoarSink sink = new XsoarSink();
        sink.comeBack();
        return sink;
    }

    @Override
    public void comeBack() {
        HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(port);
        server = Faults.await(
                vertx.createHttpServer(options).requestHandler(this::receive).listen());
        port = server.actualPort();
    }

    @Override
    public void goDown() {
        Faults.await(server.close());
    }

    private void receive(HttpServerRequest request) {
        boolean search = request.path().endsWith("/incidents/search");
        request.body()
                .onSuccess(body -> answer(
                        request,
                        search ? 200 : 201,
                        search ? found(body.toString(StandardCharsets.UTF_8)) : create(body.getBytes())));
    }

    private static void answer(HttpServerRequest request, int status, Buffer body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body);
    }

    private Buffer create(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int key = text.indexOf(KEY) + KEY.length();
        int number = number(text.substring(key, text.indexOf('"', key)));
        if (seen.get(number)) {
            doubled++;
        } else {
            seen.set(number);
            created++;
        }
        return Buffer.buffer(unset.length + body.length + 40)
                .appendString("{\"id\":\"" + number + "\",")
                .appendBytes(unset)
                .appendString(",")
                .appendBytes(body, 1, body.length - 1);
    }

    /** A search by key has it in quotes within the text of its query. */
    private Buffer found(String query) {
        Matcher key = SEARCHED.matcher(query);
        boolean known = key.find() && seen.get(number(key.group(1)));
        return Buffer.buffer(
                known
                        ? "{\"total\":1,\"data\":[{\"id\":\"%d\",\"version\":1,\"created\":\"%s\",\"dbotMirrorId\":\"%s\"}]}"
                                .formatted(number(key.group(1)), XsoarTimes.text(Instant.EPOCH), key.group(1))
                        : "{\"total\":0,\"data\":[]}");
    }

    private static int number(String key) {
        return Integer.parseInt(key, key.length() - DIGITS, key.length(), 16);
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public Map<String, String> credentials() {
        return Map.of("api-key", "sink-key", "api-key-id", "1");
    }

    @Override
    public long created() {
        return created;
    }

    @Override
    public long doubled() {
        return doubled;
    }

    @Override
    public void close() {
        Faults.await(vertx.close());
    }
}
