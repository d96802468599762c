package io.soarbridge.restcall;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file of an incident.
 *
 * @param mediaType such as {@code text/plain}
 * @param size in bytes
 * @param contents may be opened again, once for each try
 * @param release what is done when nobody needs the file any more
 */
public record Attachment(String name, String mediaType, long size, Contents contents, Runnable release)
        implements AutoCloseable {
    @Override
    public void close() {
        release.run();
    }

    /** Fetches the bytes. */
    public interface Contents {
        InputStream open() throws IOException;
    }

    /**
     * Which file.
     *
     * @param incident its number
     * @param task null when the attachment is the incident's own
     * @param attachment null for an artifact's file
     * @param artifact null for an attachment
     */
    public record Place(String incident, String task, String attachment, String artifact) {}

    /** Finds files of incidents. Thread-safe. */
    public interface Source {
        /** @throws IOException with a sentence that says why it cannot be had */
        Attachment find(Place place) throws IOException;
    }
}
