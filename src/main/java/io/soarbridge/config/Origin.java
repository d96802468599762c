package io.soarbridge.config;

import java.nio.file.Path;

/**
 * Where a value was set.
 *
 * @param file null for an environment variable
 * @param line 1 is the first; 0 for an environment variable
 * @param variable null for a line of a file
 */
record Origin(Path file, int line, String variable) {
    static Origin line(Path file, int line) {
        return new Origin(file, line, null);
    }

    static Origin variable(String name) {
        return new Origin(null, 0, name);
    }

    /** Short, as in {@code application.properties:41}. */
    String shown() {
        return file == null ? "environment variable " + variable : file + ":" + line;
    }

    /** As a sentence. */
    String sentence() {
        return file == null
                ? "Set by environment variable " + variable + "."
                : "Set in " + file + " line " + line + ".";
    }
}
