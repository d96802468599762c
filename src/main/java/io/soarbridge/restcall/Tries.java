package io.soarbridge.restcall;

import io.soarbridge.rest.Breakage;
import io.soarbridge.rest.RetryAfter;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Sends one request until its answer is accepted or the tries are used up. Used once. */
final class Tries {
    private static final int MOST_SAID = 200;

    private final OneCall.Means means;
    private final RunningCall running;
    private final Consumer<String> progress;
    private final Retry retry;
    private final Jar jar = new Jar();

    Tries(OneCall.Means means, RunningCall running, Consumer<String> progress, Retry retry) {
        this.means = means;
        this.running = running;
        this.progress = progress;
        this.retry = retry;
    }

    /** @param signIn null when the call has none */
    HttpAnswer send(Hops.Ready ready, Set<Integer> accepted, SignIn signIn) throws CallFailure {
        Attempts attempts = new Attempts();
        String target = ready.method() + " " + ready.url().scheme() + "://"
                + ready.url().authority();
        while (true) {
            running.nextTry();
            progress.accept("Calling %s (try %s).".formatted(target, retry.shown(attempts.count() + 1)));
            CallFailure failure;
            try {
                HttpAnswer answer = once(ready);
                if (answer.status() < 300 || accepted.contains(answer.status())) {
                    return answer;
                }
                if (answer.status() == 401 && signIn != null && signIn.isCached() && signIn.again(401)) {
                    continue;
                }
                failure = CallFailure.refused(answer);
            } catch (CallFailure e) {
                failure = e;
            }
            attempts.add(failure.getMessage(), running.elapsed());
            boolean over = failure.isFinal() || retry.isLast(attempts.count());
            Duration pause = over ? Duration.ZERO : pause(attempts.count(), failure);
            if (over || pause.compareTo(left()) >= 0) {
                throw failed(target, attempts, failure, !over);
            }
            progress.accept("%s. Waiting %s before try %s."
                    .formatted(failure.getMessage(), Retry.words(pause), retry.shown(attempts.count() + 1)));
            await(pause, target, attempts, failure);
        }
    }

    private Duration left() {
        return means.settings().timeLimit().minus(running.elapsed());
    }

    private Duration pause(int failed, CallFailure failure) {
        Duration own = retry.pause(failed);
        if (failure.answer() == null) {
            return own;
        }
        Duration asked = RetryAfter.parse(
                        failure.answer().header("Retry-After"), means.clock().instant())
                .orElse(Duration.ZERO);
        return asked.compareTo(own) > 0 ? asked : own;
    }

    private void await(Duration pause, String target, Attempts attempts, CallFailure failure) throws CallFailure {
        try {
            means.pauses().pass(pause, running);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running.stop("The call was interrupted");
        }
        if (running.stopReason() != null) {
            throw CallFailure.forGood("%s. %s: %s.".formatted(running.stopReason(), target, attempts.words()), failure);
        }
    }

    private CallFailure failed(String target, Attempts attempts, CallFailure last, boolean tooLate) {
        String many = attempts.count() == 1
                ? last.getMessage()
                : "%d tries: %s".formatted(attempts.count(), attempts.words());
        String late = tooLate ? " The next try would come after the time limit (soarbridge.rest-call.time-limit)." : "";
        return CallFailure.forGood("%s failed: %s.%s%s".formatted(target, withoutDot(many), said(last), late), last);
    }

    private static String withoutDot(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    /** What the server said of its last refusal. */
    private static String said(CallFailure last) {
        if (last.answer() == null || last.answer().body().length == 0) {
            return "";
        }
        String text = Content.of(last.answer())
                .get("text")
                .textValue()
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return text.isEmpty()
                ? ""
                : " The server said: " + (text.length() > MOST_SAID ? text.substring(0, MOST_SAID) + "..." : text);
    }

    private HttpAnswer once(Hops.Ready ready) throws CallFailure {
        try {
            return means.hops().send(ready, jar, running);
        } catch (RefusedHostException e) {
            throw CallFailure.forGood(e.getMessage(), e);
        } catch (Decoding.TooLargeException e) {
            throw CallFailure.forGood(e.getMessage(), e);
        } catch (Decoding.BrokenException e) {
            throw CallFailure.broken(e.getMessage(), e);
        } catch (SSLHandshakeException | SSLPeerUnverifiedException e) {
            throw CallFailure.forGood(
                    "%s. %s takes the certificate to trust"
                            .formatted(Breakage.of(e).words(), Names.VERIFY_FILE),
                    e);
        } catch (IOException e) {
            if (running.stopReason() != null) {
                throw CallFailure.forGood(running.stopReason(), e);
            }
            throw CallFailure.broken(Breakage.of(e).words(), e);
        }
    }
}
