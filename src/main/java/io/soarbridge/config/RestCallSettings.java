package io.soarbridge.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The REST call function: what callers may reach, and what it uses on its own. Sizes are bytes.
 *
 * @param token null when the HTTP door is closed
 * @param hosts {@code public} for whatever is on the public internet, host names, {@code *.}domains, addresses and CIDR blocks, each
 *     with a port when it should be the only one
 * @param trustFolder null when no file can be named
 * @param connection name of the connection that attachments come from, or null
 * @param clientCert null for none
 * @param clientKey null for none
 * @param sealingKey null for one that the bridge makes itself
 * @param selftestUrl null for none
 * @param secrets by the name that callers use, for <code>${NAME}</code>
 * @param pam the same for <code>^{NAME}</code>
 * @param settings the same for <code>{{name}}</code>
 */
public record RestCallSettings(
        @Key(
                name = "token",
                unset = "the HTTP door is closed",
                doc = "Token that callers of POST /api/rest-call put into \"Authorization: Bearer <token>\".")
        Secret token,

        @Key(
                name = "hosts",
                value = "public",
                kind = Kind.HOSTS,
                doc =
                        "Where calls may go. public is every host on the internet, and none whose address is private, loopback or link-local. Name a host, *.domain, address or block such as 10.1.0.0/16 to allow it, with :port for that port only.")
        List<HostRule> hosts,

        @Key(
                name = "timeout",
                value = "60s",
                min = "1s",
                max = "1h",
                doc = "Time to connect, and for each read, when a call does not say rest_api_timeout.")
        Duration timeout,

        @Key(
                name = "time-limit",
                value = "1h",
                min = "1s",
                max = "1d",
                doc = "A call ends after this time whatever it waits for, with all its tries and pauses.")
        Duration timeLimit,

        @Key(
                name = "max-request",
                value = "64MiB",
                kind = Kind.SIZE,
                min = "1KiB",
                max = "1GiB",
                doc = "Largest body that is sent, attachments included.")
        long maxRequest,

        @Key(
                name = "max-response",
                value = "16MiB",
                kind = Kind.SIZE,
                min = "1KiB",
                max = "256MiB",
                doc = "Largest answer that is read, after decompression.")
        long maxResponse,

        @Key(
                name = "max-concurrency",
                value = "32",
                min = "1",
                max = "1000",
                doc = "Calls at a time; more are refused at once.")
        int maxConcurrency,

        @Key(
                name = "http-proxy",
                kind = Kind.PROXY,
                unset = "none",
                doc = "Proxy for http URLs. The variables HTTP_PROXY and NO_PROXY go first.")
        URI httpProxy,

        @Key(
                name = "https-proxy",
                kind = Kind.PROXY,
                unset = "none",
                doc = "Proxy for https URLs. The variables HTTPS_PROXY and NO_PROXY go first.")
        URI httpsProxy,

        @Key(
                name = "allow-unverified",
                value = "true",
                doc = "Whether a call may switch off the check of certificates by rest_api_verify = false.")
        boolean allowUnverified,

        @Key(
                name = "trust-folder",
                kind = Kind.FOLDER,
                unset = "only certificates given as text",
                doc = "Folder with the PEM files that rest_api_verify_file may name.")
        Path trustFolder,

        @Key(
                name = "connection",
                kind = Kind.NAME,
                unset = "no attachments",
                doc = "Name of the connection that attachments and artifacts of incidents are fetched from.")
        String connection,

        @Key(
                name = "client-cert",
                unset = "none",
                doc = "PEM file with the certificate chain that is presented when a call gives none.")
        Path clientCert,

        @Key(name = "client-key", unset = "none", doc = "PEM file with its private key.")
        Path clientKey,

        @Key(
                name = "allow-short-keys",
                value = "true",
                doc =
                        "Whether jwt_key may be shorter than its algorithm's digest, which RFC 7518 forbids and fn_rest_api allows. A warning says so.")
        boolean allowShortKeys,

        @Key(
                name = "sealing-key",
                unset = "a file in soarbridge.data",
                doc = "Key that seals OAuth refresh tokens in the ledger. Any text of 32 characters or more.")
        Secret sealingKey,

        @Key(
                name = "selftest-url",
                kind = Kind.ADDRESS,
                unset = "none",
                doc =
                        "URL that soarbridge check and GET /health/rest-call ask for by GET; any answer below 400 is good.")
        URI selftestUrl,

        @Key(
                name = "secret.<NAME>",
                unset = "none",
                doc = "Secret that callers may use as ${NAME}. No other can be used.")
        Map<String, Secret> secrets,

        @Key(
                name = "pam.<NAME>",
                unset = "none",
                doc =
                        "Secret that callers may use as ^{NAME}, usually from a manager such as {{hashicorp:kv:path#field}}.")
        Map<String, Secret> pam,

        @Key(
                name = "setting.<name>",
                unset = "none",
                doc = "Text that callers may use as {{name}}, as a section of app.config was used. It may be a secret.")
        Map<String, Secret> settings,

        @Key(name = "stomp", kind = Kind.GROUP) StompSettings stomp) {
    /** The same, but these hosts may be called too. */
    public RestCallSettings allowing(List<HostRule> more) {
        List<HostRule> all = new ArrayList<>(hosts);
        all.addAll(more);
        return new RestCallSettings(
                token,
                List.copyOf(all),
                timeout,
                timeLimit,
                maxRequest,
                maxResponse,
                maxConcurrency,
                httpProxy,
                httpsProxy,
                allowUnverified,
                trustFolder,
                connection,
                clientCert,
                clientKey,
                allowShortKeys,
                sealingKey,
                selftestUrl,
                secrets,
                pam,
                settings,
                stomp);
    }
}
