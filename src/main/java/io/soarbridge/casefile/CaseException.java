package io.soarbridge.casefile;

import io.soarbridge.support.BridgeException;

/** A JSON value is no valid case. Permanent. The message names the path of the field and what is expected there, not its value. */
public final class CaseException extends BridgeException {
    private static final long serialVersionUID = 1L;

    CaseException(String path, String problem) {
        super(
                "casefile/invalid-case",
                "Reading a case: " + path + " " + problem
                        + ". The case is refused. Correct the mapping that made it, or the sender; docs/mappings.md has the table of fields.");
    }
}
