package io.soarbridge.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityTemplate;

/** A JSON body with a file in one of its fields, in Base64, which is made as it goes on the wire and never held as a whole. */
final class Base64Entity {
    private Base64Entity() {}

    /** @param field of the body that gets the caller's file */
    static HttpEntity of(ObjectNode body, String field, Caller caller) {
        String place = UUID.randomUUID().toString();
        String[] around = Json.text(body.deepCopy().put(field, place)).split(place, -1);
        byte[] before = around[0].getBytes(StandardCharsets.UTF_8);
        byte[] after = around[1].getBytes(StandardCharsets.UTF_8);
        long encoded = (caller.content().length() + 2) / 3 * 4;
        return new EntityTemplate(before.length + encoded + after.length, ContentType.APPLICATION_JSON, null, out -> {
            out.write(before);
            encode(caller, out);
            out.write(after);
        });
    }

    private static void encode(Caller caller, OutputStream out) throws IOException {
        try (InputStream content = caller.content().stream();
                OutputStream encoder = Base64.getEncoder().wrap(new Open(out))) {
            content.transferTo(encoder);
        }
    }

    /** Outlives the encoder, which tells its end by closing what it writes to. */
    private static final class Open extends FilterOutputStream {
        Open(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
