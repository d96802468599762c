package io.soarbridge.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out the due deliveries of one connection: one thread claims, workers run the route, each end is recorded. The route makes
 * one attempt; when to try again is the ledger's business.
 */
final class OutboxConsumer extends DefaultConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxConsumer.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration REST_POLL = Duration.ofMillis(200);
    private static final int AHEAD = 4;

    private final OutboxEndpoint endpoint;
    private final OutboxStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition handedOut = lock.newCondition();
    private final Condition roomed = lock.newCondition();
    private final Condition due = lock.newCondition();
    private final Condition stopped = lock.newCondition();
    private final Deque<Claim> claimed = new ArrayDeque<>();
    private Lane lane;
    private ExecutorService threads;
    private int most;
    private int busy;
    private boolean work = true;
    private volatile boolean stopping;

    OutboxConsumer(OutboxEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.store = endpoint.outbox().store();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        lane = endpoint.outbox().lane(endpoint.connection());
        stopping = false;
        int workers = lane.concurrency();
        most = workers * (lane.claimAhead() ? AHEAD : 1);
        threads = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newFixedThreadPool(this, "outbox-" + endpoint.connection(), workers + 1);
        store.onWork(endpoint.connection(), this::signal);
        threads.execute(this::claimLoop);
        for (int i = 0; i < workers; i++) {
            threads.execute(this::workLoop);
        }
    }

    /** Lets running deliveries end, gives the ones not begun back. */
    @Override
    protected void doStop() throws Exception {
        lock.lock();
        try {
            stopping = true;
            handedOut.signalAll();
            roomed.signal();
            due.signal();
            stopped.signal();
        } finally {
            lock.unlock();
        }
        threads.shutdown();
        if (!threads.awaitTermination(20, TimeUnit.SECONDS)) {
            LOG.warn(
                    "Stopping: a delivery to {} did not end within 20 s. It stays in the ledger and is checked before it is repeated.",
                    endpoint.connection());
            threads.shutdownNow();
        }
        claimed.forEach(claim -> store.record(giveBack(claim)));
        claimed.clear();
        super.doStop();
    }

    private void signal() {
        lock.lock();
        try {
            work = true;
            due.signal();
        } finally {
            lock.unlock();
        }
    }

    private void claimLoop() {
        while (!stopping) {
            try {
                claimSome();
            } catch (RuntimeException | Error e) {
                LOG.error(
                        "Handing out deliveries to {} failed in a way that should not happen. Trying again in a second.",
                        endpoint.connection(),
                        e);
                pause();
            }
        }
    }

    private void claimSome() {
        int room = awaitRoom();
        if (room < 0) {
            return;
        }
        List<Claim> next = claim(room);
        lock.lock();
        try {
            claimed.addAll(next);
            next.forEach(claim -> handedOut.signal());
        } finally {
            lock.unlock();
        }
        if (next.isEmpty()) {
            awaitWork(store.nextDue(endpoint.connection()));
        }
    }

    /** How many may be claimed, as soon as any may; negative when stopping. */
    private int awaitRoom() {
        lock.lock();
        try {
            while (!stopping) {
                int permits = lane.permits(most);
                int room = Math.min(permits, most) - claimed.size() - busy;
                if (room > 0 && isLow()) {
                    work = false;
                    return room;
                }
                await(roomed, permits == 0 ? REST_POLL : POLL);
            }
            return -1;
        } finally {
            lock.unlock();
        }
    }

    /** Whether it is time to claim again: in few large groups, but before a worker stands still. Holding the lock. */
    private boolean isLow() {
        return claimed.isEmpty() || claimed.size() + busy <= most / 2;
    }

    private void awaitWork(Optional<Instant> nextDue) {
        Duration wait = nextDue.map(
                        due -> Duration.between(endpoint.outbox().clock().instant(), due))
                .filter(left -> left.compareTo(POLL) < 0)
                .orElse(POLL);
        lock.lock();
        try {
            if (!work && !stopping && !wait.isNegative()) {
                await(due, wait);
            }
        } finally {
            lock.unlock();
        }
    }

    private void pause() {
        lock.lock();
        try {
            await(stopped, POLL);
        } finally {
            lock.unlock();
        }
    }

    /** Holding the lock. */
    private void await(Condition condition, Duration longest) {
        try {
            boolean timedOut = condition.awaitNanos(Math.max(longest.toNanos(), 1_000_000)) <= 0;
            LOG.trace("lane {} woke up, by the clock: {}", endpoint.connection(), timedOut);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    private List<Claim> claim(int max) {
        try {
            return store.claim(endpoint.connection(), max, lane.lease()).join();
        } catch (CompletionException e) {
            LOG.warn(
                    "Claiming deliveries for {} from the ledger failed: {}. Trying again in a second.",
                    endpoint.connection(),
                    e.getCause().getMessage());
            pause();
            return List.of();
        }
    }

    private void workLoop() {
        while (true) {
            Claim claim = next();
            if (claim == null) {
                return;
            }
            try {
                deliver(claim);
            } catch (RuntimeException | Error e) {
                LOG.error(
                        "Delivery {} to {} failed in a way that should not happen. It stays claimed until {} and is then looked up at the system before it is repeated.",
                        claim.deliveryId(),
                        endpoint.connection(),
                        claim.leaseUntil(),
                        e);
            } finally {
                lock.lock();
                try {
                    busy--;
                    if (isLow()) {
                        roomed.signal();
                    }
                } finally {
                    lock.unlock();
                }
            }
        }
    }

    private Claim next() {
        lock.lock();
        try {
            while (claimed.isEmpty() && !stopping) {
                handedOut.awaitUninterruptibly();
            }
            if (stopping) {
                return null;
            }
            busy++;
            Claim claim = claimed.poll();
            if (claimed.isEmpty()) {
                roomed.signal();
            }
            return claim;
        } finally {
            lock.unlock();
        }
    }

    private void deliver(Claim claim) {
        boolean leaseEnded = !endpoint.outbox().clock().instant().isBefore(claim.leaseUntil());
        if (leaseEnded || lane.permits(1) == 0) {
            record(giveBack(claim));
            return;
        }
        long begun = System.nanoTime();
        Exchange exchange = createExchange(false);
        try {
            exchange.setProperty("SoarBridgeClaim", claim);
            exchange.setProperty("SoarBridgeEventId", claim.eventId());
            exchange.getMessage().setBody(claim.payload());
            Throwable failure = run(exchange);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            record(lane.judge(claim, exchange.getMessage().getBody(), failure, took));
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private Throwable run(Exchange exchange) {
        try {
            createUoW(exchange);
            getProcessor().process(exchange);
            return exchange.getException();
        } catch (Exception | LinkageError e) {
            return e;
        } finally {
            doneUoW(exchange);
        }
    }

    private void record(Result result) {
        store.record(result).whenComplete((recorded, e) -> {
            if (e != null) {
                LOG.error(
                        "The result of delivery {} to {} could not be recorded: {}. It is looked up at the system before it is repeated, when its lease ends.",
                        result.deliveryId(),
                        endpoint.connection(),
                        e.getMessage());
            } else if (result instanceof Result.Retry) {
                signal();
            }
        });
    }

    private Result giveBack(Claim claim) {
        return new Result.Retry(
                claim.deliveryId(),
                claim.ticket(),
                endpoint.outbox().clock().instant(),
                false,
                false,
                Result.NOT_BEGUN,
                0,
                "not begun",
                Duration.ZERO);
    }
}
