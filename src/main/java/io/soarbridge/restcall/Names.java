package io.soarbridge.restcall;

/** The function's inputs, named as in IBM's app fn_rest_api 1.3.1. */
final class Names {
    static final String METHOD = "rest_api_method";
    static final String URL = "rest_api_url";
    static final String HEADERS = "rest_api_headers";
    static final String COOKIES = "rest_api_cookies";
    static final String BODY = "rest_api_body";
    static final String PARAMETERS = "rest_api_query_parameters";
    static final String VERIFY = "rest_api_verify";
    static final String VERIFY_FILE = "rest_api_verify_file";
    static final String TIMEOUT = "rest_api_timeout";
    static final String ALLOWED = "rest_api_allowed_status_codes";
    static final String TRIES = "rest_retry_tries";
    static final String DELAY = "rest_retry_delay";
    static final String BACKOFF = "rest_retry_backoff";
    static final String INCIDENT = "incident_id";
    static final String TASK = "task_id";
    static final String ARTIFACT = "artifact_id";
    static final String ATTACHMENT = "attachment_id";
    static final String FILE_AS_BODY = "send_file_as_body";
    static final String FORM_FIELD = "attachment_form_field_name";
    static final String TOKEN_URL = "oauth_token_url";
    static final String CLIENT_ID = "oauth_client_id";
    static final String CLIENT_SECRET = "oauth_client_secret";
    static final String REDIRECT_URI = "oauth_redirect_uri";
    static final String SCOPE = "oauth_scope";
    static final String CODE = "oauth_code";
    static final String ACCESS_TOKEN = "oauth_access_token";
    static final String REFRESH_TOKEN = "oauth_refresh_token";
    static final String TOKEN_TYPE = "oauth_token_type";
    static final String GRANT_TYPE = "oauth_grant_type";
    static final String JWT = "jwt_token";
    static final String JWT_HEADERS = "jwt_headers";
    static final String JWT_PAYLOAD = "jwt_payload";
    static final String JWT_KEY = "jwt_key";
    static final String JWT_ALGORITHM = "jwt_algorithm";
    static final String CERT = "client_auth_cert";
    static final String KEY = "client_auth_key";
    static final String PEM = "client_auth_pem";

    private Names() {}
}
