package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Makes the bytes of requests. */
final class Entities {
    private static final ContentType FORM =
            ContentType.create("application/x-www-form-urlencoded", StandardCharsets.UTF_8);

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
                contentField == null
                        ? new ByteArrayEntity(Json.bytes(body), ContentType.APPLICATION_JSON)
                        : Base64Entity.of((ObjectNode) body, contentField, caller);
            case FORM -> new ByteArrayEntity(Percent.pairs(body).getBytes(StandardCharsets.US_ASCII), FORM);
            case MULTIPART -> Multipart.of(body, caller);
        };
    }
}
