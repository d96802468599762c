package io.soarbridge.restcall;

import io.soarbridge.rest.Breakage;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** A call cannot be made, or did not end well. The message says what failed and why, as a sentence for the caller. */
final class CallFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean forGood;
    private final transient HttpAnswer answer;

    private CallFailure(String message, boolean isFinal, HttpAnswer answer, Throwable cause) {
        super(Objects.requireNonNull(message), cause);
        this.forGood = isFinal;
        this.answer = answer;
    }

    /** What another try would not change, such as a wrong input. */
    static CallFailure forGood(String message) {
        return new CallFailure(message, true, null, null);
    }

    static CallFailure forGood(String message, Throwable cause) {
        return new CallFailure(message, true, null, cause);
    }

    /** The connection failed, in words. */
    static CallFailure broken(String message, Throwable cause) {
        return new CallFailure(message, false, null, cause);
    }

    /** An answer with a status that is not accepted. */
    static CallFailure refused(HttpAnswer answer) {
        String phrase = answer.reason().isEmpty() ? "" : " " + answer.reason();
        return new CallFailure("HTTP " + answer.status() + phrase, false, answer, null);
    }

    /** Whether it was for the connection, at the last try at least. */
    boolean isBroken() {
        return causes().anyMatch(cause -> cause instanceof SSLHandshakeException
                || cause instanceof SSLPeerUnverifiedException
                || (cause instanceof CallFailure one && !one.forGood && one.answer == null));
    }

    /** Whether it is for what was asked, rather than for anything outside. */
    boolean isOfInputs() {
        return forGood && causes().noneMatch(IOException.class::isInstance);
    }

    private Stream<Throwable> causes() {
        return Breakage.of(this).chain().stream();
    }

    boolean isFinal() {
        return forGood;
    }

    /** Null unless an answer was refused. */
    HttpAnswer answer() {
        return answer;
    }
}
