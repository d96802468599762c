package io.soarbridge.bench;

import io.soarbridge.support.BridgeException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Sends one alert to a bridge that is starting, again and again until it is accepted. */
final class FirstEvent {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long BETWEEN_TRIES_MILLIS = 5;

    private final InetSocketAddress bridge;
    private final byte[] request;
    private final CountDownLatch never = new CountDownLatch(1);

    FirstEvent(InetSocketAddress bridge, Alerts alerts) {
        this.bridge = bridge;
        ByteBuffer next = ByteBuffer.allocate(Alerts.LONGEST);
        alerts.writeNext(next);
        request = new byte[next.flip().remaining()];
        next.get(request);
    }

    /** @param checkAlive throws when there is nothing to wait for any more */
    void await(Runnable checkAlive) throws InterruptedException {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (!accepted()) {
            checkAlive.run();
            if (System.nanoTime() > giveUpAt) {
                throw new BridgeException(
                        "bench/silent",
                        "Starting the bridge under test: it accepted nothing for %d s."
                                .formatted(PATIENCE.toSeconds()));
            }
            never.await(BETWEEN_TRIES_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private boolean accepted() {
        try (Socket socket = new Socket(bridge.getAddress(), bridge.getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(request);
            byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 202".length());
            return new String(status, StandardCharsets.US_ASCII).endsWith(" 202");
        } catch (IOException notYet) {
            return false;
        }
    }
}
