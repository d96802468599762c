package io.soarbridge.simulator;

import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One request as a simulated system sees it.
 *
 * @param path still percent-encoded, without the query
 * @param query decoded query parameters
 * @param headers case-insensitive
 * @param body raw bytes, empty when none came; empty for multipart requests
 * @param form text parts of a multipart request
 * @param uploads file parts of a multipart request
 */
public record Call(
        String method,
        String path,
        MultiMap query,
        MultiMap headers,
        byte[] body,
        MultiMap form,
        List<Upload> uploads) {

    /** The header's value, or null. */
    public String header(String name) {
        return headers.get(name);
    }

    public boolean isMultipart() {
        return isMultipart(header("Content-Type"));
    }

    static boolean isMultipart(String contentType) {
        return contentType != null && contentType.regionMatches(true, 0, "multipart/form-data", 0, 19);
    }

    public Optional<Upload> upload(String part) {
        return uploads.stream().filter(upload -> upload.part().equals(part)).findFirst();
    }

    /** The form value, or {@code fallback} when the part is missing or empty. */
    public String formText(String part, String fallback) {
        String value = form.get(part);
        return value == null || value.isEmpty() ? fallback : value;
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The cookie's value, or null. */
    public String cookie(String name) {
        for (String header : headers.getAll("Cookie")) {
            for (String pair : header.split("[;,]")) {
                String trimmed = pair.trim();
                if (trimmed.startsWith(name + "=")) {
                    return trimmed.substring(name.length() + 1);
                }
            }
        }
        return null;
    }
}
