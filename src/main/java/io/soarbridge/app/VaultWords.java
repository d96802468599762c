package io.soarbridge.app;

import com.fasterxml.jackson.core.JacksonException;
import io.soarbridge.config.SecretUnavailableException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import javax.net.ssl.SSLException;

/** What a manager's library says when it fails, in words that hold no secret. */
final class VaultWords {
    private static final int DEEPEST_CAUSE = 20;
    private static final int LONGEST = 300;
    /** Shorter values, such as a port, would blot out half of every text. */
    private static final int SHORTEST_SECRET = 6;

    private static final String ACCESS =
            "Check the name, that the bridge may read it, and the settings camel.vault.%s.* by docs/secrets.md.";
    private static final String REACH =
            "Check that the manager runs, and the settings camel.vault.%s.* by docs/secrets.md.";

    private VaultWords() {}

    /** @param hidden values that must not be repeated */
    static SecretUnavailableException of(String manager, Throwable failure, Collection<String> hidden) {
        List<Throwable> causes = causes(failure);
        for (Throwable cause : causes) {
            if (cause instanceof LinkageError) {
                return new SecretUnavailableException(
                        "the libraries for " + manager + " are not on the class path",
                        "Use a whole distribution: the folder lib beside soarbridge.jar holds them.");
            }
            // its message quotes the text it could not read: the secret itself
            if (cause instanceof JacksonException) {
                return new SecretUnavailableException(
                        "it is no JSON object, so it has no fields", "Leave #field away, or store a JSON object.");
            }
            // how Camel's function ends when there is no such entry
            if (cause instanceof NullPointerException) {
                return new SecretUnavailableException("there is no such secret", ACCESS.formatted(manager));
            }
            String reach = unreachable(cause);
            if (reach != null) {
                return new SecretUnavailableException(reach, REACH.formatted(manager));
            }
        }
        return new SecretUnavailableException(clean(causes.get(causes.size() - 1), hidden), ACCESS.formatted(manager));
    }

    private static String unreachable(Throwable cause) {
        if (cause instanceof ConnectException) {
            return "it cannot be connected to";
        }
        if (cause instanceof UnknownHostException) {
            return "its host name is not known";
        }
        if (cause instanceof SocketTimeoutException) {
            return "it gave no answer in time";
        }
        return cause instanceof SSLException ? "TLS failed: " + line(String.valueOf(cause.getMessage())) : null;
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable t = failure; t != null && causes.size() < DEEPEST_CAUSE; t = t.getCause()) {
            causes.add(t);
        }
        return causes;
    }

    private static String clean(Throwable cause, Collection<String> hidden) {
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        List<String> longestFirst = hidden.stream()
                .filter(value -> value.length() >= SHORTEST_SECRET)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (String value : longestFirst) {
            text = text.replace(value, "******");
        }
        return line(text);
    }

    private static String line(String text) {
        String one = text.strip().replaceAll("\\s+", " ").replaceAll("\\.$", "");
        return one.length() <= LONGEST ? one : one.substring(0, LONGEST - 1) + "…";
    }
}
