package io.soarbridge.ingest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The W3C {@code traceparent} header. */
final class TraceParent {
    private static final Pattern FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-((?!0{32})[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParent() {}

    /** The trace id, or null when the header is missing or malformed. */
    static String traceId(String header) {
        if (header == null || header.length() > 100) {
            return null;
        }
        Matcher matcher = FORM.matcher(header);
        return matcher.matches() ? matcher.group(1) : null;
    }
}
