package io.soarbridge.restcall;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** {@code multipart/form-data} as Python's requests writes it: fields, then one file, which is fetched while it is sent. */
final class MultipartBody extends FileEntity {
    private final Attachment file;
    private final byte[] before;
    private final byte[] after;

    MultipartBody(String boundary, List<Map.Entry<String, String>> fields, String field, Attachment file) {
        super(file);
        this.file = file;
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        fields.forEach(each -> part(head, boundary, disposition(each.getKey(), null), null, each.getValue() + "\r\n"));
        part(head, boundary, disposition(field, file.name()), file.mediaType(), "");
        this.before = head.toByteArray();
        this.after = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    static String boundary() {
        byte[] random = new byte[16];
        ThreadLocalRandom.current().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static void part(
            ByteArrayOutputStream out, String boundary, String disposition, String type, String content) {
        String text = "--" + boundary + "\r\n" + disposition + "\r\n"
                + (type == null || type.isBlank() ? "" : "Content-Type: " + type.replaceAll("\\p{Cntrl}", "") + "\r\n")
                + "\r\n"
                + content;
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String disposition(String name, String file) {
        return "Content-Disposition: form-data; name=\"" + escaped(name) + "\""
                + (file == null ? "" : "; filename=\"" + escaped(file) + "\"");
    }

    /** As HTML 5 says, so that no name can end its header. */
    private static String escaped(String name) {
        StringBuilder out = new StringBuilder();
        for (char c : name.toCharArray()) {
            if (c == '\\') {
                out.append("\\\\");
            } else if (c == '"' || c < ' ') {
                out.append("%%%02X".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    @Override
    public long getContentLength() {
        return before.length + file.size() + after.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(before);
        copy(file, out);
        out.write(after);
    }
}
