package io.soarbridge.config;

/** The port that operators and their monitoring use. */
public record ManagementSettings(
        @Key(
                name = "host",
                value = "127.0.0.1",
                kind = Kind.HOST,
                doc =
                        "Address to listen on. It asks for no credentials: give it to nobody but the monitoring. On a loopback address it answers only requests to localhost.")
        String host,

        @Key(name = "port", value = "8081", min = "0", max = "65535", doc = "Port to listen on; 0 takes any free one.")
        int port) {}
