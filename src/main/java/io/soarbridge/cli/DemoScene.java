package io.soarbridge.cli;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the demo plays: read from the files of the resource folder {@code demo}, since systems and formats are named there and not in
 * Java.
 *
 * @param targets systems that incidents go to; the first one goes down in the play
 * @param settings the bridge's settings, with {@code ${…}} for what is known only at start
 */
record DemoScene(List<Target> targets, List<Source> sources, String settings) {
    /**
     * @param settings of the connection to it, beside those that its simulator asks for
     * @param switches of the simulator
     */
    record Target(String type, Map<String, String> settings, Map<String, String> switches) {}

    /**
     * @param auth how it proves itself to the bridge
     * @param id where an event has its id
     * @param templates events with {@code ${…}} for what differs from event to event
     */
    record Source(String name, Auth auth, JsonPointer id, List<String> templates) {}

    /** The subset of a source's authentication that the demo plays. */
    enum Auth {
        BEARER,
        HMAC
    }

    static DemoScene load() {
        try {
            JsonNode scene = Json.read(resource("scene.json"));
            List<Source> sources = new ArrayList<>();
            for (JsonNode source : scene.path("sources")) {
                List<String> templates = new ArrayList<>();
                Json.read(resource(source.path("events").asText())).forEach(event -> templates.add(Json.text(event)));
                sources.add(new Source(
                        source.path("name").asText(),
                        Auth.valueOf(source.path("auth").asText().toUpperCase(java.util.Locale.ROOT)),
                        JsonPointer.compile(source.path("id").asText()),
                        templates));
            }
            List<Target> targets = new ArrayList<>();
            for (JsonNode target : scene.path("targets")) {
                targets.add(new Target(
                        target.path("type").asText(), texts(target.path("settings")), texts(target.path("switches"))));
            }
            return new DemoScene(targets, sources, resource("application.properties"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the demo's own files are broken", e);
        }
    }

    /** The same with one system only. */
    DemoScene withFirstTarget() {
        return new DemoScene(targets.subList(0, 1), sources, settings);
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    private static String resource(String name) {
        try (InputStream in = DemoScene.class.getResourceAsStream("demo/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the demo's own file " + name, e);
        }
    }
}
