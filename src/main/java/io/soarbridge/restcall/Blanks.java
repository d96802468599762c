package io.soarbridge.restcall;

/** Blanks as Python's {@code strip} knows them: the no-break ones too, which texts bring along that are pasted from a page. */
final class Blanks {
    private Blanks() {}

    static String strip(String text) {
        String begun = stripLeading(text);
        int end = begun.length();
        while (end > 0 && isBlank(begun.charAt(end - 1))) {
            end--;
        }
        return begun.substring(0, end);
    }

    static String stripLeading(String text) {
        int start = 0;
        while (start < text.length() && isBlank(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    /** The text without line ends behind it, where they mean nothing: a text area leaves one. */
    static String withoutLineEnds(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }
}
