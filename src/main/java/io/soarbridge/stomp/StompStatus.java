package io.soarbridge.stomp;

import java.time.Instant;

/**
 * How a door is.
 *
 * @param since when it was connected, or when the trouble began
 * @param trouble why it is not connected and what to do, in words; null when it is
 * @param done calls with a result
 * @param failed calls that ended in an error reply
 * @param unanswerable messages that named nobody to answer
 */
public record StompStatus(Instant since, String trouble, int running, long done, long failed, long unanswerable) {
    public boolean connected() {
        return trouble == null;
    }
}
