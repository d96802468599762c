package io.soarbridge.stomp;

import io.soarbridge.config.StompSettings;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Why there is no connection to the bus, and what to do, in words that name the settings. */
final class Trouble {
    private Trouble() {}

    static String of(Exception e, StompSettings settings) {
        return "The message bus %s:%d %s"
                .formatted(settings.host(), settings.port(), what(e, settings))
                .replace("{}", "soarbridge.rest-call.stomp.");
    }

    private static String what(Exception e, StompSettings settings) {
        if (e instanceof RefusedException refused && refused.atLogin()) {
            return "refused the login: %s. Check {}login and {}passcode.".formatted(e.getMessage());
        }
        if (e instanceof RefusedException) {
            return "refused: %s. Check {}org and {}destination, and that the API key is listed on the message destination."
                    .formatted(e.getMessage());
        }
        if (e instanceof SSLPeerUnverifiedException) {
            return "has another host's certificate: it does not name %s. Set {}host to a name in it, or {}tls.trust to a PEM file with that very certificate."
                    .formatted(settings.host());
        }
        if (e instanceof SSLException) {
            return "failed at TLS: %s. Set {}tls.trust to a PEM file with its certificate or that of its authority, and check {}port."
                    .formatted(e.getMessage());
        }
        if (e instanceof GeneralSecurityException || e instanceof FileSystemException) {
            return "was not called, as the files of {}tls cannot be used: %s.".formatted(e.getMessage());
        }
        if (e instanceof UnknownHostException) {
            return "has a name that no host has. Check {}host.";
        }
        if (e instanceof SocketTimeoutException) {
            return "is silent: neither an answer nor a heart-beat came in time. Check {}host, {}port and what is between.";
        }
        return e instanceof ConnectException || e instanceof NoRouteToHostException
                ? "cannot be reached: %s. Check {}host and {}port.".formatted(e.getMessage())
                : "is not connected any more: %s.".formatted(e.getMessage());
    }
}
