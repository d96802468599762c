package io.soarbridge.auth;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Makes the authentication headers of one request. Called for each request that goes on the wire, so that nothing with a nonce or
 * a time is ever sent twice. Thread-safe.
 */
@FunctionalInterface
public interface Signer {
    /** Header name to value, to be set on the request and nowhere else. */
    Map<String, String> sign();

    /** Texts made of the credentials that must not be shown, for a system that repeats them in its errors. */
    default Collection<String> secrets() {
        return List.of();
    }
}
