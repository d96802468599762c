package io.soarbridge.mapping;

import java.nio.file.Path;

/** All mappings of a bundle by name, each compiled once. Thread-safe. */
public final class Mappings {
    /** @param folder holds {@code <folder>/<name>.jq} files, such as {@code elastic/event-to-case.jq} */
    public Mappings(Path folder) {}

    /**
     * @param name path below the folder without the ending, such as {@code elastic/event-to-case}
     * @throws MappingException when there is no such file or it does not compile; the message names file and place
     */
    public Mapping get(String name) {
        throw new UnsupportedOperationException(name);
    }

    public boolean has(String name) {
        throw new UnsupportedOperationException(name);
    }

    /** A mapping from a file of the operator's, compiled once per path. */
    public Mapping file(Path file) {
        throw new UnsupportedOperationException(file.toString());
    }
}
