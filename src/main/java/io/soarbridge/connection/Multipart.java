package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;

/**
 * {@code multipart/form-data} as browsers write it: names in UTF-8, the length known. Apache's builder either percent-encodes file
 * names, which servers then keep as they came, or drops the type of parts that are no files.
 */
final class Multipart {
    private final String boundary = "soarbridge-" + UUID.randomUUID();
    private final List<InputStream> pieces = new ArrayList<>();
    private long length;

    private Multipart() {}

    /** @param parts each {@code {name, value, mediaType}} or {@code {name, file: true, fileName, mediaType}}, the file being the caller's */
    static HttpEntity of(JsonNode parts, Caller caller) {
        Multipart made = new Multipart();
        parts.forEach(part -> made.add(part, caller));
        made.text("--" + made.boundary + "--\r\n");
        return new InputStreamEntity(
                new SequenceInputStream(Collections.enumeration(made.pieces)),
                made.length,
                ContentType.parse("multipart/form-data; boundary=" + made.boundary));
    }

    private void add(JsonNode part, Caller caller) {
        boolean file = part.path("file").asBoolean();
        String type = part.path("mediaType").asText("");
        text("--" + boundary + "\r\nContent-Disposition: form-data; name=\""
                + quoted(part.path("name").asText()) + "\"");
        if (file) {
            text("; filename=\"" + quoted(part.path("fileName").asText("file")) + "\"");
        }
        if (file || !type.isEmpty()) {
            text("\r\nContent-Type: "
                    + (type.isEmpty() ? "application/octet-stream" : type.replaceAll("\\p{Cntrl}", "")));
        }
        text("\r\n\r\n");
        if (file) {
            Caller.Content content = caller.content();
            pieces.add(content.stream());
            length += content.length();
        } else {
            JsonNode value = part.path("value");
            text(value.isContainerNode() ? value.toString() : value.asText());
        }
        text("\r\n");
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        pieces.add(new ByteArrayInputStream(bytes));
        length += bytes.length;
    }

    /** As the HTML standard has it for what would end the quotes or the line. */
    private static String quoted(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }
}
