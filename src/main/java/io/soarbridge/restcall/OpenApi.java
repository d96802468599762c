package io.soarbridge.restcall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The OpenAPI document of {@link HttpDoor}: a frame in a file, with the inputs of {@link InputSpec}. */
final class OpenApi {
    private static final byte[] DOCUMENT = Json.bytes(build());

    private OpenApi() {}

    static byte[] document() {
        return DOCUMENT.clone();
    }

    private static JsonNode build() {
        try (InputStream frame = OpenApi.class.getResourceAsStream("openapi.json")) {
            ObjectNode document = (ObjectNode) Json.read(frame.readAllBytes());
            ObjectNode inputs = (ObjectNode) document.at("/components/schemas/Inputs/properties");
            InputSpec.ALL.forEach(spec -> inputs.set(spec.name(), schema(spec)));
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException("reading our own OpenAPI document", e);
        }
    }

    private static ObjectNode schema(InputSpec spec) {
        ObjectNode schema = Json.mapper().createObjectNode();
        schema.put("description", spec.meaning());
        switch (spec.type()) {
            case TEXT -> types(schema, "string", "null", "object");
            case NUMBER -> types(schema, "number", "string", "null");
            case FLAG -> types(schema, "boolean", "null");
            case DATA -> {} // anything
        }
        if (spec.credential()) {
            schema.put("format", "password");
        }
        return schema;
    }

    private static void types(ObjectNode schema, String... names) {
        for (String name : names) {
            schema.withArray("type").add(name);
        }
    }
}
