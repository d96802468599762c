package io.soarbridge.mapping;

/** Cutting foreign text to a size that fits an error message. */
final class Text {
    static final int MAX_MESSAGE = 512;

    private Text() {}

    /** At most {@code max} characters, never half a surrogate pair; an ellipsis stands for what was left out. */
    static String cut(String text, int max) {
        if (text == null) {
            return "no message";
        }
        if (text.length() <= max) {
            return text;
        }
        int end = max - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    static String firstLine(String text) {
        return text == null ? null : text.lines().findFirst().orElse("");
    }
}
