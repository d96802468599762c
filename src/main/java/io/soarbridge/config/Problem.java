package io.soarbridge.config;

import java.nio.file.Path;

/**
 * One thing that is wrong with the settings.
 *
 * @param file null when the value comes from the environment
 * @param line 1 is the first; 0 when there is none to name
 * @param key null when it concerns a whole file or line
 * @param message what was found and what was expected; never holds a secret
 * @param hint where it was set and what to do
 */
public record Problem(Path file, int line, String key, String message, String hint) {
    /** Two lines for the operator. */
    public String text() {
        return message + "\n  " + hint;
    }
}
