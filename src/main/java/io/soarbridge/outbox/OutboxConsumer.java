package io.soarbridge.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
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
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);
    private static final int AHEAD = 4;

    private final OutboxEndpoint endpoint;
    private final OutboxStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition handedOut = lock.newCondition();
    private final Condition roomed = lock.newCondition();
    private final Condition due = lock.newCondition();
    private final Condition stopped = lock.newCondition();
    private final Deque<Claim> claimed = new ArrayDeque<>();
    /** What each worker is at, of those that are at something. */
    private final Map<Thread, LaneStatus.Running> running = new HashMap<>();

    private Lane lane;
    private LaneThreads threads;
    private int most;
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
        most = lane.concurrency() * (lane.claimAhead() ? AHEAD : 1);
        threads = new LaneThreads(endpoint.connection(), endpoint.outbox().clock());
        store.onWork(endpoint.connection(), this::signal);
        threads.start("claim", this::claimLoop);
        for (int i = 1; i <= lane.concurrency(); i++) {
            threads.start("work-" + i, this::workLoop);
        }
        endpoint.outbox().started(endpoint.connection(), this);
    }

    /** Lets running deliveries end, gives the ones not begun back. */
    @Override
    protected void doStop() throws Exception {
        lock.lock();
        try {
            stopping = true;
            threads.stopping();
            handedOut.signalAll();
            roomed.signal();
            due.signal();
            stopped.signal();
        } finally {
            lock.unlock();
        }
        if (!threads.awaitEnd(LONGEST_STOP)) {
            LOG.warn(
                    "Stopping: a delivery to {} did not end within 20 s. It stays in the ledger and is checked before it is repeated.",
                    endpoint.connection());
            threads.interrupt();
        }
        claimed.forEach(claim -> store.record(giveBack(claim)));
        claimed.clear();
        endpoint.outbox().stopped(endpoint.connection(), this);
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

    /** Starts anew what died of the lane's threads. */
    void heal() {
        threads.heal();
    }

    LaneStatus status() {
        lock.lock();
        try {
            return new LaneStatus(
                    lane.concurrency(),
                    running.size(),
                    claimed.size(),
                    running.values().stream()
                            .min(Comparator.comparing(LaneStatus.Running::since))
                            .orElse(null),
                    threads.wanted(),
                    threads.alive(),
                    threads.deaths(),
                    threads.lastDeath());
        } finally {
            lock.unlock();
        }
    }

    private void claimLoop() {
        while (!stopping) {
            try {
                claimSome();
            } catch (RuntimeException e) {
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
                int room = Math.min(permits, most) - claimed.size() - running.size();
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
        return claimed.isEmpty() || claimed.size() + running.size() <= most / 2;
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
            // only doStop() ends a lane; whoever else interrupts its threads has woken it up, no more
            LOG.debug("lane {} was interrupted", endpoint.connection(), e);
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
            } catch (RuntimeException e) {
                LOG.atError()
                        .addKeyValue("event", claim.eventId())
                        .addKeyValue("connection", claim.connection())
                        .setCause(e)
                        .log(
                                "Delivery {} failed in a way that should not happen. It stays claimed until {} and is then looked up at the system before it is repeated.",
                                claim.deliveryId(),
                                claim.leaseUntil());
            } finally {
                done();
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
            Claim claim = claimed.poll();
            if (claimed.isEmpty()) {
                roomed.signal();
            }
            running.put(
                    Thread.currentThread(),
                    new LaneStatus.Running(
                            claim.deliveryId(),
                            claim.eventId(),
                            endpoint.outbox().clock().instant()));
            return claim;
        } finally {
            lock.unlock();
        }
    }

    private void done() {
        lock.lock();
        try {
            running.remove(Thread.currentThread());
            if (isLow()) {
                roomed.signal();
            }
        } finally {
            lock.unlock();
        }
        if (Thread.interrupted() && !stopping) {
            LOG.debug("a step of the route to {} left its thread interrupted", endpoint.connection());
        }
    }

    private void deliver(Claim claim) {
        boolean leaseEnded = !endpoint.outbox().clock().instant().isBefore(claim.leaseUntil());
        if (leaseEnded || lane.permits(1) == 0) {
            record(claim, giveBack(claim));
            return;
        }
        long begun = System.nanoTime();
        Exchange exchange = createExchange(false);
        try (Lane.Attempt attempt = lane.begin(claim)) {
            exchange.setProperty("SoarBridgeClaim", claim);
            exchange.setProperty("SoarBridgeEventId", claim.eventId());
            exchange.getMessage().setBody(claim.payload());
            Throwable failure = run(exchange);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            Result result = lane.judge(claim, exchange.getMessage().getBody(), failure, took);
            attempt.ended(result);
            record(claim, result);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    @SuppressWarnings("CatchThrowable") // else an event that raises an error would come back for ever, uncounted
    private Throwable run(Exchange exchange) {
        try {
            createUoW(exchange);
            getProcessor().process(exchange);
            return exchange.getException();
        } catch (Throwable e) {
            return e;
        } finally {
            doneUoW(exchange);
        }
    }

    private void record(Claim claim, Result result) {
        store.record(result).exceptionally(e -> {
            LOG.atError()
                    .addKeyValue("event", claim.eventId())
                    .addKeyValue("connection", claim.connection())
                    .log(
                            "The result of delivery {} could not be recorded: {}. It is looked up at the system before it is repeated, when its lease ends.",
                            result.deliveryId(),
                            e.getMessage());
            return null;
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
