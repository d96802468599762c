package io.soarbridge.restcall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import io.soarbridge.support.PythonJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Makes what a request carries. Each entity may be sent again, for another try or after a redirect. */
final class RequestBody {
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String FORM = "application/x-www-form-urlencoded";

    private RequestBody() {}

    /**
     * @param body of type {@code BinaryNode}, which no JSON text makes, to be sent as it is
     * @param headers gets a Content-Type when the body has one and the caller gave none
     * @param file null for none
     * @throws CallFailure when such a body cannot be sent
     */
    static HttpEntity of(Field body, HeaderList headers, Attachment file, boolean fileAsBody, String field)
            throws CallFailure {
        if (file == null) {
            return new ByteArrayEntity(bytes(body, headers), null);
        }
        if (fileAsBody) {
            if (!body.isNothing()) {
                throw CallFailure.forGood("%s is not empty, so the file cannot be the body (%s)."
                        .formatted(Names.BODY, Names.FILE_AS_BODY));
            }
            if (headers.get(CONTENT_TYPE) == null) {
                headers.set(CONTENT_TYPE, file.mediaType());
            }
            return new FileEntity(file);
        }
        if (!body.isNothing() && !body.value().isContainerNode()) {
            throw CallFailure.forGood(
                    "%s goes with a file as a form, so it has to be a JSON object, or lines of \"name: value\"."
                            .formatted(Names.BODY));
        }
        String boundary = MultipartBody.boundary();
        headers.set(CONTENT_TYPE, "multipart/form-data; boundary=" + boundary);
        List<Map.Entry<String, String>> fields =
                body.isNothing() ? List.of() : FormEncoding.parts(Names.BODY, body.value());
        return new MultipartBody(boundary, fields, field, file);
    }

    private static byte[] bytes(Field body, HeaderList headers) throws CallFailure {
        JsonNode value = body.value();
        if (value == null) {
            return new byte[0];
        }
        if (value instanceof BinaryNode exact) {
            return exact.binaryValue();
        }
        String type = headers.get(CONTENT_TYPE);
        String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (type != null && (type.toLowerCase(Locale.ROOT).contains("application/json") || media.endsWith("+json"))) {
            requireFinite(value);
            return utf8(PythonJson.spaced(value));
        }
        if (!media.isEmpty() && !media.equals(FORM)) {
            return utf8(body.text() == null ? PythonJson.spaced(value) : body.text());
        }
        if (value.isTextual()) {
            return utf8(value.textValue());
        }
        if (body.isNothing()) {
            return new byte[0];
        }
        if (!value.isContainerNode()) {
            throw CallFailure.forGood(
                    "%s is %s, which is no form. Give the header Content-Type: application/json to send it as JSON."
                            .formatted(Names.BODY, value.isNumber() ? "a number" : "true or false"));
        }
        String form = FormEncoding.encoded(FormEncoding.pairs(Names.BODY, value));
        if (!form.isEmpty() && type == null) {
            headers.set(CONTENT_TYPE, FORM);
        }
        return utf8(form);
    }

    private static void requireFinite(JsonNode value) throws CallFailure {
        if (value.isDouble() && !Double.isFinite(value.doubleValue())) {
            throw CallFailure.forGood("%s holds %s, which JSON has not.".formatted(Names.BODY, value.asText()));
        }
        for (JsonNode each : value) {
            requireFinite(each);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
