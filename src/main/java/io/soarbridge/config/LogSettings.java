package io.soarbridge.config;

/** How the log is written. */
public record LogSettings(
        @Key(name = "format", value = "text", doc = "Lines for people, or one JSON object a line for log collectors.")
        Format format) {

    /** Form of a line. */
    public enum Format {
        TEXT,
        JSON
    }
}
