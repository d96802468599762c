package io.soarbridge.ingest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;

/** One request being taken in, with its body as it grows. Used by the event loop only. */
final class Intake {
    private static final byte[] NOTHING = new byte[0];

    private final HttpServerRequest request;
    private final Arrivals.Arrival arrival;
    private byte[] bytes = NOTHING;
    private int length;
    private boolean counted;

    Intake(HttpServerRequest request, Arrivals.Arrival arrival) {
        this.request = request;
        this.arrival = arrival;
    }

    HttpServerRequest request() {
        return request;
    }

    Arrivals.Arrival arrival() {
        return arrival;
    }

    /** Bytes received so far. */
    int length() {
        return length;
    }

    /** A body mostly comes in one chunk, which then is the body. */
    void append(Buffer chunk) {
        int more = chunk.length();
        if (length == 0) {
            bytes = chunk.getBytes();
        } else {
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
            }
            chunk.getBytes(bytes, length);
        }
        length += more;
    }

    byte[] body() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Counted among the requests being taken in. */
    void begin() {
        counted = true;
    }

    /** True the first time it is called for one that was counted. */
    boolean end() {
        boolean last = counted;
        counted = false;
        return last;
    }
}
