package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.StreamCache;
import org.apache.camel.converter.stream.CachedByteArrayOutputStream;
import org.apache.camel.converter.stream.CachedOutputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/**
 * An answer that is a file: a stream in the body, and what is known of it in the variable {@code file}. A long one is on disk when
 * somebody says when it may go, by the unit of work that stream caches belong to; a Kamelet's own ends before the file is read.
 */
final class Download {
    static final long LARGEST = 256L * 1024 * 1024;

    private static final int PIECE = 16 * 1024;
    private static final String VARIABLE = "file";
    private static final Pattern ENCODED_NAME = Pattern.compile("(?i)filename\\*\\s*=\\s*UTF-8''([^;\\s]+)");
    private static final Pattern QUOTED_NAME = Pattern.compile("(?i)filename\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern BARE_NAME = Pattern.compile("(?i)filename\\s*=\\s*([^;\"\\s]+)");

    private Download() {}

    /** @return whether all of it was read; false when it is too large */
    static boolean keep(Exchange owner, ClassicHttpResponse response, InputStream content) throws IOException {
        long size;
        try (OutputStream kept =
                isHeld(owner) ? new CachedOutputStream(owner, true) : new CachedByteArrayOutputStream(PIECE)) {
            size = copy(content, kept);
            if (size > LARGEST) {
                return false;
            }
            owner.getMessage().setBody(cache(kept));
        }
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.put("name", name(response.getFirstHeader("Content-Disposition")));
        Header type = response.getFirstHeader("Content-Type");
        file.put("mediaType", type == null ? null : type.getValue());
        file.put("size", size);
        owner.setVariable(VARIABLE, file);
        return true;
    }

    private static boolean isHeld(Exchange owner) {
        return owner.getProperty(ExchangePropertyKey.STREAM_CACHE_UNIT_OF_WORK) != null;
    }

    /** No more than a piece beyond what is too large. */
    private static long copy(InputStream content, OutputStream kept) throws IOException {
        long size = 0;
        byte[] piece = new byte[PIECE];
        for (int read = content.read(piece); read >= 0 && size <= LARGEST; read = content.read(piece)) {
            size += read;
            kept.write(piece, 0, read);
        }
        return size;
    }

    private static StreamCache cache(OutputStream kept) throws IOException {
        return kept instanceof CachedOutputStream disk
                ? disk.newStreamCache()
                : ((CachedByteArrayOutputStream) kept).newInputStreamCache();
    }

    static JsonNode described(Exchange owner) {
        return owner.getVariable(VARIABLE) instanceof JsonNode file ? file : NullNode.instance;
    }

    /** The last segment alone, so that nobody is tempted to write it anywhere; null when there is none. */
    private static String name(Header disposition) {
        if (disposition == null || disposition.getValue() == null) {
            return null;
        }
        String value = disposition.getValue();
        Matcher encoded = ENCODED_NAME.matcher(value);
        if (encoded.find()) {
            try {
                return lastSegment(URLDecoder.decode(encoded.group(1).replace("+", "%2B"), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                return lastSegment(encoded.group(1));
            }
        }
        Matcher quoted = QUOTED_NAME.matcher(value);
        if (quoted.find()) {
            return lastSegment(quoted.group(1).replaceAll("\\\\(.)", "$1"));
        }
        Matcher bare = BARE_NAME.matcher(value);
        return bare.find() ? lastSegment(bare.group(1)) : null;
    }

    private static String lastSegment(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "_");
    }
}
