package io.soarbridge.delivery;

import io.soarbridge.config.OutboxSettings;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a delivery waits after a counted failure: doubling up to a cap, spread by a fifth so that retries do not march in step. */
final class RetryDelay {
    private static final double SPREAD = 0.2;

    private final Duration first;
    private final Duration cap;
    private final RandomGenerator random;

    RetryDelay(OutboxSettings settings, RandomGenerator random) {
        this.first = settings.retryDelay();
        this.cap = settings.retryCap();
        this.random = random;
    }

    /** @param attempts counted attempts before this one */
    Duration after(int attempts) {
        double doubled = first.toMillis() * Math.pow(2, Math.min(attempts, 40));
        double capped = Math.min(doubled, cap.toMillis());
        double spread = 1 - SPREAD + 2 * SPREAD * random.nextDouble();
        return Duration.ofMillis(Math.round(Math.min(capped * spread, cap.toMillis())));
    }
}
