package io.soarbridge.restcall;

import java.util.List;

/**
 * One input of the function: from here come the check of names, the OpenAPI document, the reference page and the command line's options.
 *
 * @param name as in fn_rest_api
 * @param credential whether what a caller writes there in clear is kept out of the echoed inputs
 * @param option of {@code soarbridge call}
 * @param meaning one or two sentences
 */
public record InputSpec(String name, Type type, boolean credential, String option, String meaning) {
    /** What kind of value it takes in JSON. */
    public enum Type {
        /** Text. */
        TEXT,
        /** An object or other JSON, or the same as text, or lines of {@code key: value}. */
        DATA,
        NUMBER,
        FLAG
    }

    /** All inputs, in the order of IBM's documentation. */
    public static final List<InputSpec> ALL = List.of(
            text(Names.METHOD, "-X", "GET, HEAD, POST, PUT, DELETE, OPTIONS or PATCH, in any case. Required."),
            text(Names.URL, "URL", "Where to. A query in it is kept. Required."),
            data(
                    Names.HEADERS,
                    "-H",
                    "Request headers. Null leaves one out; of two that differ in case only the last counts."),
            data(Names.COOKIES, "-b", "Cookies, sent as one header."),
            data(
                    Names.BODY,
                    "-d",
                    "Request body. As JSON when Content-Type says JSON, as a form when it says nothing or form and the body is an object, else as it stands."),
            data(Names.PARAMETERS, "--query", "Added to the URL's query. A list repeats its name."),
            flag(Names.VERIFY, "-k", "Whether the server's certificate is checked; true unless false is given."),
            text(
                    Names.VERIFY_FILE,
                    "--cacert",
                    "Certificates to trust instead of the usual authorities: PEM text, or the name of a file in soarbridge.rest-call.trust-folder. Goes before rest_api_verify."),
            number(
                    Names.TIMEOUT,
                    "-m",
                    "Seconds to connect, and for each read. Absent, null or 0: soarbridge.rest-call.timeout."),
            text(Names.ALLOWED, "--allow-status", "Status codes from 300 on that count as success, such as 404, 409."),
            number(
                    Names.TRIES,
                    "--tries",
                    "Number of tries in all; -1 for as many as the time limit allows. Default 1."),
            number(Names.DELAY, "--retry-delay", "Seconds before the second try. Default 1."),
            number(Names.BACKOFF, "--retry-backoff", "Each pause is so many times the one before. Default 1."),
            number(Names.INCIDENT, "--incident", "Incident that the file belongs to."),
            number(Names.TASK, "--task", "Task of the incident that the attachment belongs to."),
            number(Names.ARTIFACT, "--artifact", "Artifact whose file is sent, unless attachment_id is given."),
            number(Names.ATTACHMENT, "--attachment", "Attachment that is sent."),
            flag(
                    Names.FILE_AS_BODY,
                    "--file-as-body",
                    "Whether the file is the whole body rather than part of a form."),
            text(Names.FORM_FIELD, "--form-field", "Name of the form's part with the file. Default file."),
            text(Names.TOKEN_URL, "--oauth-token-url", "Where OAuth tokens are asked for."),
            text(Names.CLIENT_ID, "--oauth-client-id", "OAuth client."),
            secret(Names.CLIENT_SECRET, "--oauth-client-secret", "Its secret."),
            text(Names.REDIRECT_URI, "--oauth-redirect-uri", "Redirect URI that the authorization code was given for."),
            text(Names.SCOPE, "--oauth-scope", "Scopes, separated by blanks."),
            secret(
                    Names.CODE,
                    "--oauth-code",
                    "Authorization code; good once, then the refresh token that came with it is used."),
            secret(Names.ACCESS_TOKEN, "--oauth-access-token", "Access token that is used as it is."),
            secret(Names.REFRESH_TOKEN, "--oauth-refresh-token", "Refresh token. Goes before all other ways."),
            text(
                    Names.TOKEN_TYPE,
                    "--oauth-token-type",
                    "Word before the token, when the token's answer does not say it."),
            text(Names.GRANT_TYPE, "--oauth-grant-type", "Sent instead of the usual grant type."),
            secret(Names.JWT, "--jwt-token", "JWT that is used as it is."),
            data(Names.JWT_HEADERS, "--jwt-headers", "Header fields of the JWT, besides alg and typ."),
            data(Names.JWT_PAYLOAD, "--jwt-payload", "Claims of the JWT."),
            secret(Names.JWT_KEY, "--jwt-key", "Key of the JWT: text, PEM or JWK."),
            text(
                    Names.JWT_ALGORITHM,
                    "--jwt-algorithm",
                    "HS, RS, PS or ES with 256, 384 or 512, or EdDSA. Default HS256."),
            text(Names.CERT, "--cert", "Client certificate with its chain, PEM text. Needs client_auth_key."),
            secret(Names.KEY, "--key", "Its private key, PEM text, unencrypted."),
            secret(Names.PEM, "--pem", "Client certificate and private key in one PEM text."));

    private static InputSpec text(String name, String option, String meaning) {
        return new InputSpec(name, Type.TEXT, false, option, meaning);
    }

    private static InputSpec secret(String name, String option, String meaning) {
        return new InputSpec(name, Type.TEXT, true, option, meaning);
    }

    private static InputSpec data(String name, String option, String meaning) {
        return new InputSpec(name, Type.DATA, false, option, meaning);
    }

    private static InputSpec number(String name, String option, String meaning) {
        return new InputSpec(name, Type.NUMBER, false, option, meaning);
    }

    private static InputSpec flag(String name, String option, String meaning) {
        return new InputSpec(name, Type.FLAG, false, option, meaning);
    }
}
