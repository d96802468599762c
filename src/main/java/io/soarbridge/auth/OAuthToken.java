package io.soarbridge.auth;

/**
 * An access token for one call. Never prints.
 *
 * @param type what stands before it in the header, such as {@code Bearer}
 * @param value the token itself
 * @param cached whether it was there before this call, or another call fetched it
 * @param renewed whether a refresh token came with it, so that it can be fetched anew
 */
public record OAuthToken(String type, String value, boolean cached, boolean renewed) {
    /** The value of the header {@code Authorization}. */
    public String header() {
        return type + " " + value;
    }

    @Override
    public String toString() {
        return "OAuthToken of type " + type;
    }
}
