package io.soarbridge.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The benchmark's own files: systems and formats are named there and not in Java. */
final class Resources {
    private Resources() {}

    static String text(String name) {
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the benchmark's own file " + name, e);
        }
    }

    static JsonNode json(String name) {
        try {
            return Json.read(text(name));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the benchmark's own file " + name + " is broken", e);
        }
    }
}
