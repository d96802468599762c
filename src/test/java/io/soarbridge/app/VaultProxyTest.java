package io.soarbridge.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.testkit.Certificates;
import io.soarbridge.testkit.RawServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Azure Key Vault, whose library accepts its real names only: a proxy of the test's takes all of them to a local server, which speaks
 * the vault's REST API with its bearer challenge, and the token endpoint's.
 */
final class VaultProxyTest {
    private static final String JSON = "Content-Type: application/json";

    @TempDir
    private Path folder;

    @Test
    void a_secret_comes_by_a_bearer_token_that_the_vault_asks_for() throws Exception {
        Certificates names = Certificates.selfSigned(
                folder, "vaults", "RSA", "dns:bridge-vault.vault.azure.net,dns:login.microsoftonline.com");
        SSLContext before = SSLContext.getDefault();
        ProxySelector proxies = ProxySelector.getDefault();
        try (RawServer vault = RawServer.start(names.context(names).getServerSocketFactory(), VaultProxyTest::answer);
                RawServer proxy = RawServer.start((number, request, socket) -> tunnel(socket, vault.port()));
                VaultFunctions vaults = new VaultFunctions()) {
            SSLContext.setDefault(names.context(names));
            ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.port())));

            assertThat(vaults.look(
                            "azure",
                            "xsoar-api-key",
                            Map.of(
                                    "camel.vault.azure.vaultName", "bridge-vault",
                                    "camel.vault.azure.tenantId", "11111111-2222-3333-4444-555555555555",
                                    "camel.vault.azure.clientId", "66666666-7777-8888-9999-000000000000",
                                    "camel.vault.azure.clientSecret", "canary-client-secret")))
                    .isEqualTo("canary-value-31415");
            assertThat(vault.requests())
                    .anyMatch(request -> request.startsWith("GET /secrets/xsoar-api-key/")
                            && request.contains("Bearer access-token-1"));
        } finally {
            SSLContext.setDefault(before);
            ProxySelector.setDefault(proxies);
        }
    }

    private static void answer(int number, String request, Socket socket) throws IOException {
        String lower = request.toLowerCase(java.util.Locale.ROOT);
        if (lower.contains("/oauth2/v2.0/token")) {
            RawServer.reply(
                    socket,
                    200,
                    "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"access-token-1\"}",
                    JSON);
        } else if (lower.contains("/discovery/instance")) {
            RawServer.reply(
                    socket,
                    200,
                    "{\"tenant_discovery_endpoint\":\"https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration\","
                            + "\"api-version\":\"1.1\",\"metadata\":[{\"preferred_network\":\"login.microsoftonline.com\","
                            + "\"preferred_cache\":\"login.windows.net\",\"aliases\":[\"login.microsoftonline.com\"]}]}",
                    JSON);
        } else if (lower.contains("bearer access-token-1")) {
            RawServer.reply(
                    socket,
                    200,
                    "{\"value\":\"canary-value-31415\",\"id\":\"https://bridge-vault.vault.azure.net/secrets/xsoar-api-key/1\",\"attributes\":{\"enabled\":true}}",
                    JSON);
        } else {
            RawServer.reply(
                    socket,
                    401,
                    "{\"error\":{\"code\":\"Unauthorized\",\"message\":\"AKV10000: Request is missing a Bearer or PoP token.\"}}",
                    JSON,
                    "WWW-Authenticate: Bearer authorization=\"https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555\", resource=\"https://vault.azure.net\"");
        }
    }

    private static void tunnel(Socket client, int port) throws IOException {
        client.getOutputStream()
                .write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        try (Socket server = new Socket("127.0.0.1", port)) {
            // a thread of its own: the common pool may have but one
            CompletableFuture<Void> back = CompletableFuture.runAsync(
                    () -> pump(server, client), task -> new Thread(task, "tunnel-back").start());
            pump(client, server);
            back.join();
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] some = new byte[8192];
            for (int n = in.read(some); n >= 0; n = in.read(some)) {
                out.write(some, 0, n);
                out.flush();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // one side is gone: the tunnel ends
        }
    }
}
