package io.soarbridge.restcall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.auth.FleetingTokens;
import io.soarbridge.auth.OAuthTokens;
import io.soarbridge.auth.TokenSeal;
import io.soarbridge.config.Secret;
import io.soarbridge.config.Settings;
import io.soarbridge.config.SettingsLoader;
import io.soarbridge.observe.Meters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The engine by itself, with settings as an operator writes them, and pauses that pass at once. */
final class Calls implements AutoCloseable {
    private final Path folder;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    final List<String> progress = new CopyOnWriteArrayList<>();
    /** Its key takes a moment. */
    private static final TokenSeal SEAL = TokenSeal.of(Secret.of("test-sealing-key-of-32-characters"));

    private Attachment.Source files;
    private final OAuthTokens tokens = new OAuthTokens(new FleetingTokens(), SEAL, InstantSource.system());
    private RestCalls.Pauses pausing = (time, call) -> {};
    private RestCalls calls;

    Calls(Path folder) {
        this.folder = folder;
        set("hosts", "public, 127.0.0.1, localhost");
    }

    Calls set(String key, String value) {
        settings.put("soarbridge.rest-call." + key, value);
        return this;
    }

    Calls environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Calls files(Attachment.Source source) {
        files = source;
        return this;
    }

    /** Does this in each pause, which is recorded all the same. */
    Calls pausing(RestCalls.Pauses how) {
        pausing = how;
        return this;
    }

    RestCalls engine() {
        if (calls == null) {
            calls = new RestCalls(
                    loaded().restCall(),
                    new RestCalls.Parts(
                            files,
                            environment,
                            InstantSource.system(),
                            (time, call) -> {
                                pauses.add(time);
                                pausing.pass(time, call);
                            },
                            () -> tokens,
                            new Meters()));
        }
        return calls;
    }

    private Settings loaded() {
        try {
            List<String> lines = new ArrayList<>();
            lines.add("soarbridge.routes = " + Path.of("routes").toAbsolutePath());
            settings.forEach((key, value) -> lines.add(key + " = " + value));
            Path file = folder.resolve("application.properties");
            Files.write(file, lines);
            return SettingsLoader.load(file, Map.of()).settings();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ObjectNode call(ObjectNode inputs) {
        return engine().call(inputs, progress::add);
    }

    /** @param pairs names and values of inputs; null for JSON's null */
    ObjectNode call(String... pairs) {
        return call(inputs(pairs));
    }

    static ObjectNode inputs(String... pairs) {
        ObjectNode inputs = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < pairs.length; i += 2) {
            inputs.put(pairs[i], pairs[i + 1]);
        }
        return inputs;
    }

    ObjectNode get(String url, String... more) {
        ObjectNode inputs = inputs(more);
        inputs.put("rest_api_method", "GET").put("rest_api_url", url);
        return call(inputs);
    }

    static String reason(JsonNode payload) {
        return payload.get("reason").asText();
    }

    @Override
    public void close() {
        if (calls != null) {
            calls.close();
        }
    }
}
