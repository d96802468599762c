package io.soarbridge.rest;

/** What a failed call means for the one who called. */
public enum Failure {
    /** The request itself is refused; the same request fails again. */
    PERMANENT,
    /** Somebody else changed the thing meanwhile: read it anew, merge, write again. */
    CONFLICT,
    /** These credentials are refused; every request fails until a person acts. */
    CREDENTIALS,
    /** The system is down, throttling, or not where the URL points: every request fails for now. */
    UNAVAILABLE,
    /** This request failed and may work later. */
    RETRY
}
