package io.soarbridge.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest requests, bounded by count and by characters so that a benchmark does not fill the heap. */
final class RequestLog {
    static final int MAX_BODY_CHARS = 64 * 1024;

    private static final long MAX_CHARS = 32L * 1024 * 1024;

    private final int maxRequests;
    private final Deque<RecordedRequest> latest = new ArrayDeque<>();
    private long chars;
    private long total;

    RequestLog(int maxRequests) {
        this.maxRequests = maxRequests;
    }

    synchronized void add(RecordedRequest request) {
        total++;
        latest.addLast(request);
        chars += request.body().length();
        while (latest.size() > maxRequests || chars > MAX_CHARS) {
            chars -= latest.removeFirst().body().length();
        }
    }

    synchronized List<RecordedRequest> list() {
        return List.copyOf(latest);
    }

    /** All requests since the start or the last clear, kept or not. */
    synchronized long total() {
        return total;
    }

    synchronized void clear() {
        latest.clear();
        chars = 0;
        total = 0;
    }
}
