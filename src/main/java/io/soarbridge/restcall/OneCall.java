package io.soarbridge.restcall;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.auth.OAuthTokens;
import io.soarbridge.auth.TokenAnswer;
import io.soarbridge.config.RestCallSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** One call from its inputs to its answer. Used once. */
final class OneCall {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Means means;
    private final Inputs inputs;
    private final Substitution substitution;
    private final RunningCall running;
    private final Consumer<String> progress;

    OneCall(Means means, Inputs inputs, Substitution substitution, RunningCall running, Consumer<String> progress) {
        this.means = means;
        this.inputs = inputs;
        this.substitution = substitution;
        this.running = running;
        this.progress = progress;
    }

    /** @param files null when there are none */
    record Means(
            RestCallSettings settings,
            Hops hops,
            Attachment.Source files,
            TlsInputs tls,
            InstantSource clock,
            RestCalls.Pauses pauses,
            Supplier<OAuthTokens> tokens) {
        /** Files are only named. */
        Means withoutFetching() {
            Attachment.Source named = files == null ? null : Preview::file;
            return new Means(settings, hops, named, tls, clock, pauses, tokens);
        }
    }

    HttpAnswer run() throws CallFailure {
        try (Plan plan = planning().plan()) {
            SignIn signIn = signIn(plan);
            signIn.begin(inputs, means.settings().allowShortKeys(), progress);
            return signedIn(plan.ready(), signIn, plan.retry(), plan.accepted());
        }
    }

    /** What {@link #run} would send, as people may see it. Nothing is sent and no token is fetched. */
    ObjectNode preview() throws CallFailure {
        try (Plan plan = planning().plan()) {
            signIn(plan).foretell(inputs, means.settings().allowShortKeys(), progress);
            return new Preview(means.hops(), substitution).of(plan);
        }
    }

    private Planning planning() {
        return new Planning(means, inputs, substitution, running, progress);
    }

    private SignIn signIn(Plan plan) throws CallFailure {
        Hops.Ready ready = plan.ready();
        return new SignIn(
                means.tokens(),
                (to, form) -> token(to, form, ready.tls(), ready.timeout(), plan.retry()),
                inputs,
                substitution,
                ready.headers());
    }

    private HttpAnswer signedIn(Hops.Ready ready, SignIn signIn, Retry retry, Set<Integer> accepted)
            throws CallFailure {
        try {
            return new Tries(means, running, progress, retry).send(ready, accepted, signIn);
        } catch (CallFailure e) {
            if (running.stopReason() == null && signIn.again(status(e))) {
                return new Tries(means, running, progress, retry).send(ready, accepted, signIn);
            }
            throw e;
        }
    }

    private static int status(CallFailure failure) {
        HttpAnswer answer = answer(failure);
        return answer == null ? 0 : answer.status();
    }

    /** Of the last try; null when there was none. */
    private static HttpAnswer answer(CallFailure failure) {
        return failure.getCause() instanceof CallFailure last ? last.answer() : failure.answer();
    }

    private TokenAnswer token(URI to, String form, TlsChoice tls, Duration reads, Retry retry) throws IOException {
        try {
            HeaderList headers = new HeaderList();
            headers.set("content_type", FORM); // as fn_rest_api, beside the real one
            headers.set("Content-Type", FORM);
            Hops.Ready ready = new Hops.Ready(
                    "POST",
                    RequestUrl.of(to.toString(), Names.TOKEN_URL),
                    headers,
                    null,
                    new Hops.Content(new ByteArrayEntity(form.getBytes(StandardCharsets.US_ASCII), null), true),
                    tls,
                    substitution::isIn,
                    reads,
                    false);
            return answered(new Tries(means, running, progress, retry).send(ready, Set.of(), null));
        } catch (CallFailure e) {
            if (running.stopReason() != null) {
                throw (IOException) new InterruptedIOException(e.getMessage()).initCause(e);
            }
            if (answer(e) == null) {
                throw new IOException(e.getMessage(), e);
            }
            return answered(answer(e));
        }
    }

    private static TokenAnswer answered(HttpAnswer answer) {
        return new TokenAnswer(
                answer.status(), answer.header("Content-Type"), new String(answer.body(), StandardCharsets.UTF_8));
    }
}
