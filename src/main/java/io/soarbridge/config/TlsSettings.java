package io.soarbridge.config;

import java.nio.file.Path;

/**
 * TLS towards one system. Files are PEM.
 *
 * @param trust certificates to trust instead of the JDK's, or null
 * @param clientCert certificate chain that we present, or null
 * @param clientKey its private key, not encrypted, or null
 * @param verify false switches verification off, with a warning at start
 */
public record TlsSettings(
        @Key(
                name = "trust",
                unset = "those of the JDK",
                doc =
                        "PEM file with the certificates to trust. The very certificate of a system is trusted whatever host it names; one that an authority in the file has signed must name the host.")
        Path trust,

        @Key(
                name = "client-cert",
                unset = "none",
                doc = "PEM file with the certificate chain that we present. Needs tls.client-key.")
        Path clientCert,

        @Key(
                name = "client-key",
                unset = "none",
                doc = "PEM file with its private key, not encrypted. Needs tls.client-cert.")
        Path clientKey,

        @Key(name = "verify", value = "true", doc = "false accepts any certificate, and warns at start.")
        boolean verify) {}
