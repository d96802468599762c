package io.soarbridge.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the properties format as {@link java.util.Properties} does (comments, continued lines, escapes), and keeps the line
 * numbers and every occurrence of a key, which that class loses.
 */
final class PropertyLines {
    private final String[] lines;
    private int next;

    private PropertyLines(String text) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.lines = body.split("\r\n|\r|\n", -1);
    }

    /**
     * @param line where it begins, 1 is the first
     * @param bad what is wrong with it, or null
     */
    record Property(String key, String value, int line, String bad) {}

    static List<Property> read(String text) {
        PropertyLines reader = new PropertyLines(text);
        List<Property> properties = new ArrayList<>();
        while (reader.next < reader.lines.length) {
            int line = reader.next + 1;
            String logical = reader.logicalLine();
            if (!logical.isEmpty()) {
                properties.add(property(logical, line));
            }
        }
        return properties;
    }

    /** The next line with those that continue it; empty for a blank line or a comment. */
    private String logicalLine() {
        StringBuilder logical = new StringBuilder();
        while (true) {
            String line = stripped(lines[next++]);
            if (logical.length() == 0 && (line.startsWith("#") || line.startsWith("!"))) {
                return "";
            }
            if (!continued(line)) {
                return logical.append(line).toString();
            }
            logical.append(line, 0, line.length() - 1);
            if (next == lines.length) {
                return logical.toString();
            }
        }
    }

    private static Property property(String logical, int line) {
        int end = 0;
        while (end < logical.length() && !separator(logical.charAt(end))) {
            end += logical.charAt(end) == '\\' ? 2 : 1;
        }
        end = Math.min(end, logical.length());
        int start = skipBlanks(logical, end);
        if (start < logical.length() && (logical.charAt(start) == '=' || logical.charAt(start) == ':')) {
            start = skipBlanks(logical, start + 1);
        }
        try {
            return new Property(unescaped(logical.substring(0, end)), unescaped(logical.substring(start)), line, null);
        } catch (BadValueException e) {
            return new Property("", "", line, e.getMessage());
        }
    }

    private static String unescaped(String text) throws BadValueException {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
                continue;
            }
            char escaped = text.charAt(++i);
            if (escaped == 'u') {
                plain.append(unicode(text, i + 1));
                i += 4;
            } else {
                plain.append(control(escaped));
            }
        }
        return plain.toString();
    }

    private static char unicode(String text, int start) throws BadValueException {
        if (start + 4 > text.length() || !text.substring(start, start + 4).matches("[0-9A-Fa-f]{4}")) {
            throw new BadValueException("\\u is not followed by four hexadecimal digits");
        }
        return (char) Integer.parseInt(text.substring(start, start + 4), 16);
    }

    private static char control(char escaped) {
        return switch (escaped) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'f' -> '\f';
            default -> escaped;
        };
    }

    private static boolean continued(String line) {
        int slashes = 0;
        while (slashes < line.length() && line.charAt(line.length() - 1 - slashes) == '\\') {
            slashes++;
        }
        return slashes % 2 == 1;
    }

    private static String stripped(String line) {
        return line.substring(skipBlanks(line, 0));
    }

    private static int skipBlanks(String text, int from) {
        int i = from;
        while (i < text.length() && blank(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\t' || c == '\f';
    }

    private static boolean separator(char c) {
        return c == '=' || c == ':' || blank(c);
    }
}
