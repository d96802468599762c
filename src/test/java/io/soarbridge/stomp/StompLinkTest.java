package io.soarbridge.stomp;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.config.StompSettings;
import io.soarbridge.config.TlsSettings;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Captured;
import io.soarbridge.testkit.Certificates;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;

/** Whom the door connects to, and how it stays connected. */
final class StompLinkTest extends StompBed {
    private RawBus bus(Certificates of, BiConsumer<String, Wire> script) throws Exception {
        return opened(of.context(certificate).getServerSocketFactory(), script);
    }

    private RawBus opened(ServerSocketFactory factory, BiConsumer<String, Wire> script) throws IOException {
        RawBus bus = new RawBus(factory, script);
        open.add(bus);
        return bus;
    }

    private static Timing beating(Duration beat) {
        return new Timing(
                QUICK.answer(),
                QUICK.settle(),
                beat,
                QUICK.firstPause(),
                QUICK.longestPause(),
                QUICK.closing(),
                QUICK.look(),
                QUICK.looks());
    }

    @Test
    void tells_a_certificate_that_nobody_vouches_for_nothing() throws Exception {
        Certificates stranger = Certificates.selfSigned(folder, "stranger", "EC", "ip:127.0.0.1");
        RawBus bus = bus(stranger, RawBus::usual);

        StompDoor door = door(bus.port());

        untilTrouble(door, "soarbridge.rest-call.stomp.tls.trust");
        assertThat(bus.frames()).isEmpty();
    }

    @Test
    void tells_the_certificate_of_another_host_nothing_though_its_authority_is_trusted() throws Exception {
        Certificates other = Certificates.signed(folder, "other", "dns:other.example", "-1d", 2);
        RawBus bus = bus(other, RawBus::usual);

        StompDoor door = door(settings(bus.port(), folder.resolve("other-ca.crt")), QUICK);

        untilTrouble(door, "it does not name 127.0.0.1");
        assertThat(bus.frames()).isEmpty();
    }

    @Test
    void takes_what_a_trusted_authority_signed_for_this_host() throws Exception {
        Certificates ours = Certificates.signed(folder, "ours", "ip:127.0.0.1", "-1d", 2);
        RawBus bus = bus(ours, RawBus::usual);

        untilConnected(door(settings(bus.port(), folder.resolve("ours-ca.crt")), QUICK));
    }

    @Test
    void takes_an_appliances_own_certificate_that_the_operator_has_named_whatever_host_it_names() throws Exception {
        Certificates own = Certificates.selfSigned(folder, "own", "EC", "dns:soar.example");
        RawBus bus = bus(own, RawBus::usual);

        untilConnected(door(settings(bus.port(), own.certificate()), QUICK));
    }

    @Test
    void never_speaks_without_tls() throws Exception {
        RawBus bus = opened(ServerSocketFactory.getDefault(), RawBus::usual);

        StompDoor door = door(bus.port());
        Await.until("called", () -> !bus.wires.isEmpty());
        bus.last().write("ERROR\nmessage:speak plainly\n\n");

        untilTrouble(door, "failed at TLS");
        assertThat(bus.frames()).noneMatch(frame -> frame.contains("passcode"));
    }

    @Test
    void a_probe_signs_in_and_takes_no_call() throws Exception {
        RawBus bus = bus(certificate, RawBus::usual);

        assertThat(StompProbe.of(settings(bus.port(), certificate.certificate())))
                .isEqualTo(new StompProbe(true, null));

        Await.until("left", () -> !bus.frames("DISCONNECT").isEmpty());
        assertThat(bus.frames("CONNECT")).hasSize(1);
        assertThat(bus.frames("SUBSCRIBE")).isEmpty();
    }

    @Test
    void a_probe_tells_a_refusal() throws Exception {
        RawBus bus = bus(certificate, (frame, wire) -> wire.write("ERROR\nmessage:who are you\n\n"));

        StompProbe probe = StompProbe.of(settings(bus.port(), certificate.certificate()));

        assertThat(probe.reachable()).isTrue();
        assertThat(probe.trouble()).contains("refused the login: who are you", "soarbridge.rest-call.stomp.login");
    }

    @Test
    void presents_a_certificate_of_its_own_to_a_bus_that_wants_one() throws Exception {
        Certificates client = Certificates.selfSigned(folder, "client", "EC", "dns:bridge.example");
        RawBus bus = opened(new Demanding(certificate.context(client).getServerSocketFactory()), RawBus::usual);
        StompSettings plain = settings(bus.port(), certificate.certificate());
        StompSettings with = new StompSettings(
                plain.host(),
                plain.port(),
                plain.org(),
                plain.destination(),
                plain.function(),
                plain.login(),
                plain.passcode(),
                plain.workers(),
                new TlsSettings(certificate.certificate(), client.certificate(), client.key(), true));

        untilConnected(door(with, QUICK));
        untilTrouble(door(plain, QUICK), "TLS");
    }

    @Test
    void says_once_that_the_login_is_refused_and_never_the_passcode() throws Exception {
        RawBus bus = bus(certificate, (frame, wire) -> {
            wire.write("ERROR\nmessage:no "
                    + Recorder.SECRET.replace("\\", "\\\\").replace(":", "\\c") + "\\nfor you\n\nbody");
            wire.close();
        });
        try (Captured log = new Captured()) {
            StompDoor door = door(bus.port());
            Await.until("tried again", () -> bus.frames("CONNECT").size() > 2);

            assertThat(door.status().trouble())
                    .contains("no ****** for you")
                    .contains("soarbridge.rest-call.stomp.login and soarbridge.rest-call.stomp.passcode");
            assertThat(log.lines()).noneMatch(line -> line.contains(Recorder.SECRET));
            assertThat(log.lines().stream().filter(line -> line.contains("It is tried again for as long")))
                    .hasSize(1);
        }
    }

    @Test
    void says_what_to_do_when_the_subscription_is_refused_without_having_said_that_it_is_connected() throws Exception {
        RawBus bus = bus(certificate, (frame, wire) -> {
            wire.write(
                    frame.startsWith("CONNECT\n")
                            ? RawBus.CONNECTED
                            : "ERROR\nmessage:User is not authorized to read from queue\n\n");
        });
        try (Captured log = new Captured()) {
            untilTrouble(door(bus.port()), "soarbridge.rest-call.stomp.destination");

            assertThat(log.lines()).noneMatch(line -> line.contains("Connected to"));
        }
    }

    @Test
    void connects_anew_when_the_bus_is_silent_for_two_heart_beats() throws Exception {
        RawBus bus = bus(certificate, (frame, wire) -> {
            if (frame.startsWith("CONNECT\n")) {
                wire.write("CONNECTED\nversion:1.2\nheart-beat:50,0\n\n");
            }
        });

        door(settings(bus.port(), certificate.certificate()), beating(Duration.ofMillis(50)));

        Await.until("subscribed again", () -> bus.frames("SUBSCRIBE").size() >= 3);
        assertThat(bus.frames("CONNECT").get(0)).contains("heart-beat:0,50\n");
    }

    @Test
    void stays_as_long_as_the_heart_beats() throws Exception {
        RawBus bus = bus(certificate, (frame, wire) -> {
            if (frame.startsWith("CONNECT\n")) {
                wire.write("CONNECTED\nversion:1.2\nheart-beat:2000,0\n\n");
            }
        });
        Timing timing = beating(Duration.ofSeconds(2));
        StompDoor door = door(settings(bus.port(), certificate.certificate()), timing);
        untilConnected(door);

        Instant end = Instant.now().plusSeconds(5); // longer than two heart-beats
        Await.until("a while", () -> {
            bus.last().beat();
            return Instant.now().isAfter(end);
        });

        assertThat(bus.frames("CONNECT")).hasSize(1);
        assertThat(door.status().connected()).isTrue();
    }

    @Test
    void takes_the_longer_of_what_both_sides_say_twice() {
        assertThat(List.of(
                        Link.silence("0,0", 15_000),
                        Link.silence(null, 15_000),
                        Link.silence("x", 15_000),
                        Link.silence("10000,20000", 15_000),
                        Link.silence("30000,0", 15_000)))
                .containsExactly(0L, 0L, 0L, 30_000L, 60_000L);
    }

    @Test
    void waits_longer_after_each_failure_up_to_a_minute() {
        assertThat(List.of(
                        Timing.USUAL.pause(1, false, 1),
                        Timing.USUAL.pause(2, false, 1),
                        Timing.USUAL.pause(2, false, 0),
                        Timing.USUAL.pause(6, false, 1),
                        Timing.USUAL.pause(7, false, 1),
                        Timing.USUAL.pause(1_000_000, false, 1),
                        Timing.USUAL.pause(1, true, 0)))
                .extracting(Duration::toMillis)
                .containsExactly(1_000L, 2_000L, 1_600L, 32_000L, 60_000L, 60_000L, 60_000L);
    }

    @Test
    void survives_what_is_no_frame() throws Exception {
        RawBus bus = bus(certificate, RawBus::usual);
        StompDoor door = door(bus.port());
        untilConnected(door);

        bus.last().write("MESSAGE\nno colon\n\n");
        Await.until("again", () -> bus.frames("SUBSCRIBE").size() == 2);
        bus.last().write("MESSAGE\n" + "x".repeat(70_000) + ":1\n\n");
        Await.until("again", () -> bus.frames("SUBSCRIBE").size() == 3);
        bus.last().write("MESSAGE\ncontent-length:-4\n\n");
        Await.until("again", () -> bus.frames("SUBSCRIBE").size() == 4);
        untilConnected(door);
        bus.last().write(message("1", get()));

        Await.until("answered", () -> bus.frames("ACK").size() == 1);
    }
}
