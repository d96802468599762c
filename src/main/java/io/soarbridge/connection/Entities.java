package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.BridgeException;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Makes the bytes of requests. */
final class Entities {
    private static final ContentType FORM =
            ContentType.create("application/x-www-form-urlencoded", StandardCharsets.UTF_8);
    private static final ContentType TEXT = ContentType.TEXT_PLAIN.withCharset(StandardCharsets.UTF_8);

    private Entities() {}

    /**
     * @param contentField field of a JSON body that gets the caller's file in Base64, or null
     * @return null when nothing is sent
     */
    static HttpEntity of(Request request, String contentField, Caller caller) {
        JsonNode body = request.body();
        if (body == null) {
            return null;
        }
        return switch (request.send()) {
            case NONE, QUERY -> null;
            case JSON ->
                new ByteArrayEntity(
                        Json.bytes(contentField == null ? body : withContent(body, contentField, caller)),
                        ContentType.APPLICATION_JSON);
            case FORM -> new ByteArrayEntity(Percent.pairs(body).getBytes(StandardCharsets.US_ASCII), FORM);
            case MULTIPART -> multipart(body, caller);
        };
    }

    private static JsonNode withContent(JsonNode body, String field, Caller caller) {
        try (InputStream content = caller.content()) {
            ObjectNode filled = ((ObjectNode) body).deepCopy();
            return filled.put(field, content.readAllBytes());
        } catch (IOException e) {
            throw new BridgeException(
                    "connection/content-unreadable", "Reading the file to send: " + e.getMessage(), e);
        }
    }

    /** Each part is {@code {name, value}} or {@code {name, file: true, fileName, mediaType}}, the file being the caller's. */
    private static HttpEntity multipart(JsonNode parts, Caller caller) {
        MultipartEntityBuilder builder = MultipartEntityBuilder.create()
                .setMode(HttpMultipartMode.EXTENDED)
                .setCharset(StandardCharsets.UTF_8);
        for (JsonNode part : parts) {
            String name = part.path("name").asText();
            if (part.path("file").asBoolean()) {
                builder.addBinaryBody(name, caller.content(), mediaType(part), fileName(part));
            } else {
                JsonNode value = part.path("value");
                String type = part.path("mediaType").asText("");
                builder.addTextBody(
                        name,
                        value.isContainerNode() ? value.toString() : value.asText(),
                        type.isEmpty() ? TEXT : ContentType.parse(type).withCharset(StandardCharsets.UTF_8));
            }
        }
        return builder.build();
    }

    private static ContentType mediaType(JsonNode part) {
        ContentType type = ContentType.parseLenient(part.path("mediaType").asText(""));
        return type == null ? ContentType.APPLICATION_OCTET_STREAM : type;
    }

    /** Without what would end the header that it stands in. */
    private static String fileName(JsonNode part) {
        String name = part.path("fileName").asText("").replaceAll("[\\p{Cntrl}\"]", "_");
        return name.isBlank() ? "file" : name;
    }
}
