package io.soarbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.soarbridge.connection.Connection;
import io.soarbridge.connection.ConnectionComponent;
import io.soarbridge.connection.Connections;
import io.soarbridge.connection.MappingComponent;
import io.soarbridge.mapping.Mappings;
import io.soarbridge.testkit.Connected;
import io.soarbridge.testkit.RawServer;
import io.soarbridge.testkit.SettableClock;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operation that looks up a number by its name, with answers that are remembered. */
class OperationsTest {
    private static final String KAMELET = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: testing-paint-action
              labels:
                camel.apache.org/kamelet.type: action
            spec:
              definition:
                title: Testing Paint Action
                type: object
                required: [connection]
                properties:
                  connection:
                    type: string
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - to:
                        uri: connection:{{connection}}
                        parameters:
                          path: /colours
                          cached: 10m
                    - to:
                        uri: mapping:testing/colours-to-paint
                        parameters:
                          connection: "{{connection}}"
                    - to:
                        uri: connection:{{connection}}
                        parameters:
                          method: POST
                          path: /paint
            """;

    @TempDir
    Path folder;

    private final CamelContext context = new DefaultCamelContext();
    private RawServer server;
    private Connection connection;
    private Operations operations;
    private volatile String blue = "7";

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("testing-paint-action.kamelet.yaml"), KAMELET);
        Files.createDirectories(folder.resolve("testing"));
        Files.writeString(
                folder.resolve("testing/colours-to-paint.jq"),
                "if .blue == null then error(\"there is no blue\") else {colour: .blue} end");
        server = RawServer.start(this::answer);
        connection = new Connection(
                Connected.to(server.url()).settings(), new Mappings(folder), new SettableClock("2026-01-05T10:00:00Z"));
        Connections connections = new Connections(List.of(connection));
        context.addComponent("connection", new ConnectionComponent(context, connections));
        context.addComponent("mapping", new MappingComponent(context, connections));
        KameletComponent kamelets = context.getComponent("kamelet", KameletComponent.class);
        kamelets.setLocation("file:" + folder);
        kamelets.setNoErrorHandler(true);
        context.start();
        operations = new Operations(context, connection);
    }

    @AfterEach
    void stop() throws IOException {
        context.stop();
        connection.close();
        server.close();
    }

    private void answer(int number, String request, Socket socket) throws IOException {
        if (request.startsWith("GET")) {
            RawServer.reply(socket, 200, blue == null ? "{}" : "{\"blue\":" + blue + "}");
        } else if (blue != null && request.contains("{\"colour\":" + blue + "}")) {
            RawServer.reply(socket, 200, "{\"painted\":" + blue + "}");
        } else {
            RawServer.reply(socket, 400, "{\"message\":\"no such colour\"}");
        }
    }

    private JsonNode paint() throws Exception {
        return operations.call("paint", NullNode.instance, Map.of());
    }

    @Test
    void names_are_asked_for_once() throws Exception {
        paint();
        paint();

        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void a_name_that_means_another_number_now_is_looked_up_anew() throws Exception {
        paint();
        blue = "8";

        assertThat(paint().path("painted").asInt()).isEqualTo(8);
    }

    @Test
    void a_name_that_is_new_at_the_system_is_looked_up_anew() throws Exception {
        blue = null;
        assertThatThrownBy(this::paint).hasStackTraceContaining("there is no blue");
        blue = "9";

        assertThat(paint().path("painted").asInt()).isEqualTo(9);
    }

    @Test
    void what_is_refused_with_fresh_names_is_refused() throws Exception {
        paint();
        blue = null;

        assertThatThrownBy(this::paint).hasStackTraceContaining("there is no blue");
        assertThat(server.requests()).hasSize(4);
    }
}
