package io.soarbridge.restcall;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.auth.OAuthTokens;
import io.soarbridge.config.RestCallSettings;
import io.soarbridge.observe.Meters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The engine behind all doors. Thread-safe; close it when the bridge stops, which ends all calls. */
public final class RestCalls implements RestFunction, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RestCalls.class);

    private static final long HAND_OVER_SECONDS = 5;

    private final RestCallSettings settings;
    private final Parts parts;
    private final OneCall.Means means;
    private final InstantSource clock;
    private final Clients clients;
    private final Semaphore free;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, RunningCall> running = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor limits;
    private volatile boolean retired;
    private volatile boolean closed;

    /**
     * What calls use besides the network.
     *
     * @param files null when there are none
     * @param environment where proxies may be named
     * @param tokens of OAuth, asked for when a call needs one
     * @param pauses how the time between two tries passes
     */
    public record Parts(
            Attachment.Source files,
            Map<String, String> environment,
            InstantSource clock,
            Pauses pauses,
            Supplier<OAuthTokens> tokens,
            Meters meters) {}

    /** Waits between two tries. */
    public interface Pauses {
        Pauses REAL = (time, call) -> call.pause(time);

        /** Returns early when the call is stopped. */
        void pass(Duration time, RunningCall call) throws InterruptedException;
    }

    public RestCalls(RestCallSettings settings, Parts parts) {
        this.settings = settings;
        this.parts = parts;
        this.clock = parts.clock();
        HostGuard guard = new HostGuard(settings.hosts());
        this.clients = new Clients(guard, settings.maxConcurrency());
        Proxies proxies = new Proxies(parts.environment(), settings.httpProxy(), settings.httpsProxy());
        this.means = new OneCall.Means(
                settings,
                new Hops(clients, guard, proxies, settings.maxResponse()),
                parts.files(),
                new TlsInputs(settings),
                clock,
                parts.pauses(),
                parts.tokens());
        this.free = new Semaphore(settings.maxConcurrency());
        this.limits = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "rest-call-limits");
            thread.setDaemon(true);
            return thread;
        });
        limits.setRemoveOnCancelPolicy(true);
    }

    @Override
    public ObjectNode call(ObjectNode inputs, Consumer<String> progress) {
        return call(inputs, progress, begun -> {});
    }

    /** @param begun told of the call before anything happens, so that it can be stopped */
    public ObjectNode call(ObjectNode given, Consumer<String> progress, Consumer<RunningCall> begun) {
        Inputs inputs = Inputs.of(given);
        RunningCall call = new RunningCall(Long.toString(numbers.incrementAndGet()), clock.instant());
        begun.accept(call);
        if (closed || !free.tryAcquire()) {
            return Payload.of(
                    closed
                            ? "The bridge is stopping, so nothing was called."
                            : "%d calls are under way, which is all that are allowed at a time (soarbridge.rest-call.max-concurrency). Nothing was called."
                                    .formatted(settings.maxConcurrency()),
                    null,
                    inputs,
                    call.elapsed(),
                    clock.instant());
        }
        running.put(call.id(), call);
        ScheduledFuture<?> limit = limits.schedule(
                () -> call.stop("The call did not end within %s (soarbridge.rest-call.time-limit)"
                        .formatted(words(settings.timeLimit()))),
                settings.timeLimit().toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return run(inputs, call, progress);
        } finally {
            limit.cancel(false);
            running.remove(call.id());
            free.release();
            if (retired && running.isEmpty()) {
                close();
            }
        }
    }

    /** For other settings to take over: takes calls for a moment more, as some may be on their way, and closes when all have ended. */
    public void retire() {
        limits.schedule(
                () -> {
                    retired = true;
                    if (running.isEmpty()) {
                        close();
                    }
                },
                HAND_OVER_SECONDS,
                TimeUnit.SECONDS);
    }

    /** Calls the operator's own URL for a test; empty when none is set. */
    public Optional<ObjectNode> selfTest() {
        if (settings.selftestUrl() == null) {
            return Optional.empty();
        }
        ObjectNode inputs = JsonNodeFactory.instance.objectNode();
        inputs.put(Names.METHOD, "GET");
        inputs.put(Names.URL, settings.selftestUrl().toString());
        return Optional.of(call(inputs, progress -> {}));
    }

    private ObjectNode run(Inputs inputs, RunningCall call, Consumer<String> progress) {
        Substitution substitution = new Substitution(settings, warning -> warn(warning, progress));
        Consumer<String> careful = text -> {
            String clean = substitution.hidden(text);
            call.now(clean);
            progress.accept(clean);
        };
        String reason = null;
        ObjectNode content = null;
        try {
            content = Content.of(new OneCall(means, inputs, substitution, call, careful).run());
        } catch (CallFailure e) {
            call.failed(e);
            reason = substitution.hidden(e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("A REST call failed in a way that should not happen", e);
            reason = "The call failed inside the bridge: " + e.getClass().getSimpleName() + ". See its log.";
        }
        parts.meters().restCall(reason == null, call.elapsed().toNanos());
        String outcome = reason == null ? "HTTP " + content.get("status_code").asInt() : reason;
        LOG.atLevel(reason == null ? Level.DEBUG : Level.INFO)
                .log(
                        "REST call {} {}: {} ({} tries, {} ms)",
                        call.id(),
                        call.to(),
                        outcome,
                        call.tries(),
                        call.elapsed().toMillis());
        return Payload.of(reason, content, inputs, call.elapsed(), clock.instant());
    }

    private static void warn(String warning, Consumer<String> progress) {
        LOG.warn("{}", warning);
        progress.accept("Warning: " + warning);
    }

    private static String words(Duration time) {
        return time.toSeconds() > 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    /**
     * What {@link #call} would send, with the operator's secrets and all credentials masked. Nothing is sent, no token is fetched and
     * no file.
     *
     * @param begun told how it ended, as for a call
     * @return {@code reason}, null when it can be sent; {@code request} with {@code method}, {@code target}, {@code url},
     *     {@code headers}, {@code body} and {@code bytes}; {@code tls}; {@code proxy}, null for none
     */
    public ObjectNode preview(ObjectNode given, Consumer<String> progress, Consumer<RunningCall> begun) {
        RunningCall call = new RunningCall("0", clock.instant());
        begun.accept(call);
        Substitution substitution = new Substitution(settings, warning -> progress.accept("Warning: " + warning));
        try {
            return new OneCall(means.withoutFetching(), Inputs.of(given), substitution, call, progress).preview();
        } catch (CallFailure e) {
            call.failed(e);
            return JsonNodeFactory.instance.objectNode().put("reason", substitution.hidden(e.getMessage()));
        }
    }

    /** The text with the operator's secrets filled in, for a caller that encodes it. */
    public String filledIn(String text, Consumer<String> progress) {
        return new Substitution(settings, warning -> progress.accept("Warning: " + warning)).apply(text);
    }

    /** What is under way, the oldest first. */
    public List<RunningCall> running() {
        List<RunningCall> all = new ArrayList<>(running.values());
        all.sort(Comparator.comparing(RunningCall::since));
        return all;
    }

    public Optional<RunningCall> running(String id) {
        return Optional.ofNullable(running.get(id));
    }

    @Override
    public void close() {
        closed = true;
        running.values().forEach(call -> call.stop("The bridge was stopped before the call ended"));
        limits.shutdownNow();
        clients.close();
    }
}
