package io.soarbridge.restcall;

import java.util.List;

/**
 * The answer of the last hop, whole.
 *
 * @param url where it came from
 * @param reason empty when the server sent none
 * @param headers in order, repeated ones apart
 * @param body decompressed
 * @param elapsedMillis from sending the request to the head of the answer
 */
record HttpAnswer(
        RequestUrl url, int status, String reason, List<HeaderList.Header> headers, byte[] body, long elapsedMillis) {

    /** The first of this name, or null. */
    String header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(HeaderList.Header::value)
                .findFirst()
                .orElse(null);
    }
}
