package io.soarbridge.rest;

import java.util.Locale;

/**
 * An HTTP answer as it came.
 *
 * @param contentType lower case or as sent, empty when missing
 * @param retryAfter the header's value, or null
 * @param location the header's value, or null
 */
public record Answer(int status, String contentType, String retryAfter, String location, byte[] body) {
    boolean isHtml() {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (type.startsWith("text/html") || type.startsWith("application/xhtml")) {
            return true;
        }
        return startsWith("<!doctype html") || startsWith("<html");
    }

    boolean isEmpty() {
        for (byte b : body) {
            if ((b & 0xff) > ' ') {
                return false;
            }
        }
        return true;
    }

    private boolean startsWith(String text) {
        int i = 0;
        while (i < body.length && body[i] <= ' ' && body[i] >= 0) {
            i++;
        }
        for (int j = 0; j < text.length(); j++, i++) {
            if (i >= body.length || Character.toLowerCase((char) (body[i] & 0xff)) != text.charAt(j)) {
                return false;
            }
        }
        return true;
    }
}
