package io.soarbridge.restcall;

import java.time.Duration;

/**
 * When a call is tried again.
 *
 * @param tries total number of tries; negative for as many as the time limit allows
 * @param delay seconds before the second try
 * @param backoff each pause is so many times the one before
 */
record Retry(int tries, int delay, int backoff) {
    private static final Duration LONGEST = Duration.ofDays(1);

    static Retry of(Inputs inputs, Substitution substitution) throws CallFailure {
        int tries = inputs.whole(Names.TRIES, 1, substitution);
        Retry retry = new Retry(
                tries == 0 ? 1 : tries,
                inputs.whole(Names.DELAY, 1, substitution),
                inputs.whole(Names.BACKOFF, 1, substitution));
        if (retry.delay < 0 || retry.backoff < 0) {
            throw CallFailure.forGood(
                    "%s cannot be negative.".formatted(retry.delay < 0 ? Names.DELAY : Names.BACKOFF));
        }
        return retry;
    }

    boolean isLast(int count) {
        return tries >= 0 && count >= tries;
    }

    /** After so many failed tries. */
    Duration pause(int failed) {
        double seconds = delay * Math.pow(backoff, failed - 1.0);
        return seconds >= LONGEST.toSeconds() ? LONGEST : Duration.ofMillis((long) (seconds * 1000));
    }

    /** A try's number for people. */
    String shown(int number) {
        return tries < 0 ? number + ", without a limit" : number + " of " + tries;
    }

    static String words(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
