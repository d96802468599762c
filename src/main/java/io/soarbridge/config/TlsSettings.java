package io.soarbridge.config;

import java.nio.file.Path;

/**
 * TLS towards one system. Files are PEM.
 *
 * @param trust certificates to trust instead of the JDK's, or null
 * @param clientCert certificate chain that we present, or null
 * @param clientKey its private key (PKCS#8), or null
 * @param verify false switches verification off, with a warning at start
 */
public record TlsSettings(Path trust, Path clientCert, Path clientKey, boolean verify) {}
