package io.soarbridge.stomp;

import java.time.Duration;

/**
 * How long a door waits for what.
 *
 * @param answer for a connection, for TLS, and for the answer to CONNECT
 * @param settle for a refusal of the subscription, before it is taken as granted
 * @param beat the longest silence that the bus is asked to keep; twice as much is taken as a broken connection
 * @param firstPause before the first new try; doubled for each more
 * @param longestPause the longest of these, and the one after a refusal
 * @param closing for calls that run when the door is closed
 * @param look between looks at a call that another bridge began
 * @param looks how many before it is taken as dead
 */
record Timing(
        Duration answer,
        Duration settle,
        Duration beat,
        Duration firstPause,
        Duration longestPause,
        Duration closing,
        Duration look,
        int looks) {
    static final Timing USUAL = new Timing(
            Duration.ofSeconds(20),
            Duration.ofSeconds(2),
            Duration.ofSeconds(15),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            60);

    /** Before the next try, after {@code failures} in a row. @param random from 0 to 1 */
    Duration pause(int failures, boolean refused, double random) {
        if (refused) {
            return longestPause;
        }
        double millis = firstPause.toMillis() * Math.pow(2, Math.min(failures - 1, 30));
        return Duration.ofMillis((long) (Math.min(millis, longestPause.toMillis()) * (0.8 + 0.2 * random)));
    }
}
