package io.soarbridge.restcall;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.auth.PemText;
import io.soarbridge.config.RestCallSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Reads what a call says of certificates. Nothing of it is written anywhere. */
final class TlsInputs {
    private static final long LARGEST_FILE = 4L * 1024 * 1024;

    private final RestCallSettings settings;

    TlsInputs(RestCallSettings settings) {
        this.settings = settings;
    }

    /**
     * @param needed whether the first request goes by TLS; if not, what cannot be used matters only after a redirect, as in Python's
     *     requests
     */
    TlsChoice choice(boolean needed, Inputs inputs, Substitution substitution) throws CallFailure {
        try {
            return choice(inputs, substitution);
        } catch (CallFailure e) {
            if (needed) {
                throw e;
            }
            return TlsChoice.unusable(e.getMessage());
        }
    }

    private TlsChoice choice(Inputs inputs, Substitution substitution) throws CallFailure {
        try {
            return identity(trust(inputs, substitution), inputs, substitution);
        } catch (GeneralSecurityException e) {
            throw CallFailure.forGood("The certificates of the call cannot be used: %s.".formatted(e.getMessage()), e);
        }
    }

    private TlsChoice trust(Inputs inputs, Substitution substitution) throws CallFailure, GeneralSecurityException {
        String file = substitution.apply(inputs.text(Names.VERIFY_FILE));
        JsonNode verify = inputs.get(Names.VERIFY);
        if (file == null
                && verify != null
                && verify.isTextual()
                && !verify.textValue().isEmpty()) {
            file = substitution.apply(verify.textValue()); // as requests takes it
        }
        if (file != null) {
            return TlsChoice.USUAL.trusting(Names.VERIFY_FILE, file.contains("-----BEGIN ") ? file : read(file));
        }
        if (verify == null || verify.isTextual() || inputs.flag(Names.VERIFY, true)) {
            return TlsChoice.USUAL;
        }
        if (!settings.allowUnverified()) {
            throw CallFailure.forGood(
                    "%s = false is not allowed here (soarbridge.rest-call.allow-unverified). Give the server's certificate as %s."
                            .formatted(Names.VERIFY, Names.VERIFY_FILE));
        }
        return TlsChoice.USUAL.unverified();
    }

    /** Only the operator's folder, or a caller could look around on this machine. */
    private String read(String name) throws CallFailure {
        Path folder = settings.trustFolder();
        if (folder == null) {
            throw CallFailure.forGood(
                    "%s names a file, but no folder is set for such files (soarbridge.rest-call.trust-folder). The certificate's text can be given instead."
                            .formatted(Names.VERIFY_FILE));
        }
        try {
            Path file = folder.resolve(name).normalize();
            Path real = file.startsWith(folder.normalize()) && Files.isRegularFile(file) ? file.toRealPath() : null;
            if (real == null || !real.startsWith(folder.toRealPath()) || Files.size(real) > LARGEST_FILE) {
                throw CallFailure.forGood(
                        "%s: there is no such file in the folder for certificates (soarbridge.rest-call.trust-folder)."
                                .formatted(Names.VERIFY_FILE));
            }
            return Files.readString(real);
        } catch (IOException | java.nio.file.InvalidPathException e) {
            throw CallFailure.forGood("%s: the file cannot be read as text.".formatted(Names.VERIFY_FILE), e);
        }
    }

    private TlsChoice identity(TlsChoice trust, Inputs inputs, Substitution substitution)
            throws CallFailure, GeneralSecurityException {
        String cert = substitution.apply(inputs.text(Names.CERT));
        String key = substitution.apply(inputs.text(Names.KEY));
        String pem = substitution.apply(inputs.text(Names.PEM));
        if (cert != null && key != null) {
            return trust.presenting(PemText.of(Names.CERT, cert), PemText.of(Names.KEY, key), cert + '\0' + key);
        }
        if (pem != null) {
            PemText both = PemText.of(Names.PEM, pem);
            return trust.presenting(both, both, pem);
        }
        if (settings.clientCert() == null) {
            return trust;
        }
        try {
            String chain = Files.readString(settings.clientCert());
            String own = Files.readString(settings.clientKey());
            return trust.presenting(
                    PemText.of("soarbridge.rest-call.client-cert", chain),
                    PemText.of("soarbridge.rest-call.client-key", own),
                    chain + '\0' + own);
        } catch (IOException e) {
            throw CallFailure.forGood(
                    "The operator's client certificate (soarbridge.rest-call.client-cert) cannot be read.", e);
        }
    }
}
