package io.soarbridge.restcall;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** A file as the whole body, fetched while it is sent. */
class FileEntity extends AbstractHttpEntity {
    private final Attachment file;

    FileEntity(Attachment file) {
        super((String) null, null);
        this.file = file;
    }

    @Override
    public long getContentLength() {
        return file.size();
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public InputStream getContent() throws IOException {
        return file.contents().open();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        copy(file, out);
    }

    /** @throws IOException also when the file has not the size it was said to have, as the request would be wrong then */
    static void copy(Attachment file, OutputStream out) throws IOException {
        byte[] some = new byte[16 * 1024];
        long sent = 0;
        try (InputStream contents = file.contents().open()) {
            for (int n = contents.read(some); n >= 0; n = contents.read(some)) {
                sent += n;
                if (sent > file.size()) {
                    break;
                }
                out.write(some, 0, n);
            }
        }
        if (sent != file.size()) {
            throw new IOException("the file \"%s\" was said to have %d bytes, but %s came"
                    .formatted(file.name(), file.size(), sent > file.size() ? "more" : sent + " of them"));
        }
    }

    @Override
    public void close() {
        // nothing is held
    }
}
