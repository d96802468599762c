package io.soarbridge.auth;

import java.io.IOException;
import java.net.URI;

/** Posts a form to a token endpoint, with whatever guards and retries the caller has. */
@FunctionalInterface
public interface TokenEndpoint {
    /**
     * @param form of type {@code application/x-www-form-urlencoded}, ASCII; it holds credentials
     * @return the last answer, of whatever status
     * @throws IOException when there was none
     */
    TokenAnswer post(URI url, String form) throws IOException;
}
