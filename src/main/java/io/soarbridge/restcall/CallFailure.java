package io.soarbridge.restcall;

import java.util.Objects;

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

    boolean isFinal() {
        return forGood;
    }

    /** Null unless an answer was refused. */
    HttpAnswer answer() {
        return answer;
    }
}
