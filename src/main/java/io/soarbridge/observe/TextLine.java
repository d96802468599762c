package io.soarbridge.observe;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/**
 * A log line for people: time, level, part, what it is about, message. What came from outside cannot begin a line of its own or
 * steer a terminal: line breaks become {@code |}, other control characters {@code ?}, and all lines of a stack are indented.
 */
public final class TextLine extends LayoutBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160);
        TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), line);
        line.append(' ').append(padded(event.getLevel().toString(), 5));
        String logger = event.getLoggerName();
        line.append(' ')
                .append(padded(logger.substring(logger.lastIndexOf('.') + 1), 22))
                .append(' ');
        about(event, line);
        clean(event.getFormattedMessage(), line);
        line.append('\n');
        if (event.getThrowableProxy() != null) {
            for (String part :
                    ThrowableProxyUtil.asString(event.getThrowableProxy()).split("\\R")) {
                clean(part, line.append("    "));
                line.append('\n');
            }
        }
        return line.toString();
    }

    private static void about(ILoggingEvent event, StringBuilder line) {
        StringBuilder about = new StringBuilder();
        for (Map.Entry<String, String> entry : event.getMDCPropertyMap().entrySet()) {
            about.append(' ').append(entry.getKey()).append('=').append(entry.getValue());
        }
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                about.append(' ').append(pair.key).append('=').append(pair.value);
            }
        }
        if (!about.isEmpty()) {
            clean(about.substring(1), line.append('['));
            line.append("] ");
        }
    }

    private static String padded(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }

    private static void clean(String text, StringBuilder line) {
        if (text == null) {
            line.append("null");
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\u2028' || c == '\u2029' || c == '\u0085') {
                line.append(" | ");
            } else if (c == '\t') {
                line.append("    ");
            } else if (c != '\r') {
                boolean steers = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
                line.append(steers ? '?' : c);
            }
        }
    }
}
