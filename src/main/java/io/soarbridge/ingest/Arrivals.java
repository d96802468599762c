package io.soarbridge.ingest;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Ends requests that do not arrive in full in time, counted from their first byte: a sender of a byte at a time is never idle, and
 * would keep its connection for ever. Gives an answer to those that arrived and are not stored within as long again. Used by the
 * event loop only.
 */
final class Arrivals {
    private static final long PRECISION = 10;

    private final Map<HttpConnection, Arrival> open = new IdentityHashMap<>();
    private final long limitNanos;

    Arrivals(Duration limit) {
        this.limitNanos = limit.toNanos();
    }

    void start(Vertx vertx) {
        long millis = TimeUnit.NANOSECONDS.toMillis(limitNanos / PRECISION);
        vertx.setPeriodic(Math.max(10, Math.min(millis, 1000)), again -> endLate());
    }

    void opened(HttpConnection connection) {
        Arrival arrival = new Arrival();
        open.put(connection, arrival);
        ((ConnectionBase) connection).channelHandlerContext().pipeline().addFirst("arrival", arrival);
    }

    void closed(HttpConnection connection) {
        open.remove(connection);
    }

    Arrival of(HttpConnection connection) {
        return open.get(connection);
    }

    private void endLate() {
        long now = System.nanoTime();
        for (Map.Entry<HttpConnection, Arrival> each : new ArrayList<>(open.entrySet())) {
            Arrival arrival = each.getValue();
            if (!arrival.isLate(now, limitNanos)) {
                continue;
            }
            Runnable answer = arrival.late;
            arrival.complete();
            if (answer == null) {
                each.getKey().close();
            } else {
                answer.run();
            }
        }
    }

    /** What arrives on one connection. */
    static final class Arrival extends ChannelInboundHandlerAdapter {
        private boolean arriving;
        private boolean inWork;
        private boolean storing;
        private long since;
        private Runnable late;

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            if (!arriving) {
                arriving = true;
                since = storing ? since : System.nanoTime();
            }
            context.fireChannelRead(bytes);
        }

        /** The head is there, and the body is awaited. @param answer what to do when it is late */
        void awaitBody(Runnable answer) {
            inWork = true;
            late = answer;
        }

        /** The request is there, and what the ledger says is awaited. @param answer what to do when that is late */
        void awaitStore(Runnable answer) {
            complete();
            storing = true;
            since = System.nanoTime();
            late = answer;
        }

        /** Nobody waits for the request any more. */
        void complete() {
            arriving = false;
            storing = false;
            late = null;
        }

        /** The next request's time begins. */
        void answered() {
            inWork = false;
            storing = false;
            late = null;
            since = System.nanoTime();
        }

        private boolean isLate(long now, long limitNanos) {
            return (storing || arriving && (late != null || !inWork)) && now - since >= limitNanos;
        }
    }
}
