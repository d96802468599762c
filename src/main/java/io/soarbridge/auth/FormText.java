package io.soarbridge.auth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A form as Python's {@code urlencode} writes it; it differs from Java's for {@code *} and {@code ~}. */
final class FormText {
    private final StringBuilder text = new StringBuilder();

    /** @param value left out when null */
    FormText add(String name, String value) {
        if (value != null) {
            text.append(text.isEmpty() ? "" : "&")
                    .append(quoted(name))
                    .append('=')
                    .append(quoted(value));
        }
        return this;
    }

    String text() {
        return text.toString();
    }

    private static String quoted(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
