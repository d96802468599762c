package io.soarbridge.stomp;

import io.soarbridge.process.FreePort;
import java.nio.file.Path;
import java.util.Set;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/** A real message broker that speaks STOMP over TLS, keeps its messages on disk, and knows one user. */
final class Broker implements AutoCloseable {
    private final Path folder;
    private final Path keys;
    private final int port;
    private EmbeddedActiveMQ server;

    private Broker(Path folder, Path keys, int port) {
        this.folder = folder;
        this.keys = keys;
        this.port = port;
    }

    /** @param keys PKCS#12 file with the broker's certificate */
    static Broker start(Path folder, Path keys) throws Exception {
        Broker broker = new Broker(folder, keys, FreePort.find());
        broker.start();
        return broker;
    }

    int port() {
        return port;
    }

    /** Also after {@link #stop}, at the same port and with what was not acknowledged. */
    void start() throws Exception {
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser("api-key-id", Recorder.SECRET);
        users.addRole("api-key-id", "app");
        server = new EmbeddedActiveMQ();
        server.setConfiguration(configuration());
        server.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
        server.start();
    }

    private Configuration configuration() throws Exception {
        boolean yes = true;
        return new ConfigurationImpl()
                .setJournalType(JournalType.NIO)
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setJournalDirectory(folder.resolve("journal").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setJournalFileSize(1024 * 1024)
                .setSecurityEnabled(true)
                .putSecurityRoles("#", Set.of(new Role("app", yes, yes, yes, yes, yes, yes, yes, yes, yes, yes)))
                .addAddressSetting(
                        "#",
                        new AddressSettings()
                                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                                .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                                .setAutoDeleteQueues(false)
                                .setAutoDeleteAddresses(false)
                                .setMaxDeliveryAttempts(-1))
                .addAcceptorConfiguration(
                        "stomp",
                        "tcp://127.0.0.1:%d?protocols=STOMP;sslEnabled=true;keyStoreType=PKCS12;keyStorePath=%s;keyStorePassword=changeit;anycastPrefix=/queue/"
                                .formatted(port, keys));
    }

    void stop() throws Exception {
        server.stop();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
