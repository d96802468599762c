package io.soarbridge.restcall;

import java.net.UnknownHostException;

/** A host that the operator does not let the function call. The message is the end of a sentence. */
final class RefusedHostException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    RefusedHostException(String message) {
        super(message);
    }
}
