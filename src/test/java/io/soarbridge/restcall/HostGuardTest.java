package io.soarbridge.restcall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soarbridge.config.HostRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses and names that may be called, and those that may not. */
class HostGuardTest {
    /** Answers each name with the next of these addresses, the last one for ever. */
    private record Names(Deque<String> addresses) implements DnsResolver {
        static Names of(String... addresses) {
            return new Names(new ArrayDeque<>(List.of(addresses)));
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            String next = addresses.size() > 1 ? addresses.poll() : addresses.peek();
            return new InetAddress[] {InetAddress.getByName(next)};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private static HostGuard guard(String rules, String... addresses) {
        return new HostGuard(HostRule.blocks(rules), Names.of(addresses));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.0.9",
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.254",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::7f00:1",
                "2002:7f00:1::1",
                "2002:a00:1::",
                "2002:c0a8:101::1",
                "2001::1",
                "2001:db8::1",
                "3fff::1",
                "100::1",
                "5f00::1",
                "4000::1"
            })
    void refuses_what_is_not_on_the_internet(String address) throws UnknownHostException {
        assertThat(HostGuard.isPublic(InetAddress.getByName(address))).isFalse();
        assertThatThrownBy(() -> guard("public", address).resolve("a.example", 443))
                .isInstanceOf(RefusedHostException.class)
                .hasMessageContaining("a.example:443")
                .hasMessageContaining("soarbridge.rest-call.hosts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "172.32.0.1",
                "100.128.0.1",
                "192.0.1.1",
                "2606:4700::1111",
                "64:ff9b::808:808",
                "2002:808:808::1"
            })
    void lets_the_internet_through(String address) throws UnknownHostException {
        assertThat(guard("public", address).resolve("a.example", 443))
                .containsExactly(new InetSocketAddress(InetAddress.getByName(address), 443));
    }

    @Test
    void leaves_out_the_addresses_of_a_name_that_are_inside() throws UnknownHostException {
        DnsResolver both = new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return new InetAddress[] {InetAddress.getByName("10.0.0.1"), InetAddress.getByName("8.8.4.4")};
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };

        assertThat(new HostGuard(HostRule.blocks("public"), both).resolve("a.example", 80))
                .containsExactly(new InetSocketAddress("8.8.4.4", 80));
    }

    @Test
    void allows_a_name_by_itself_with_its_port_and_nothing_else() throws UnknownHostException {
        HostGuard guard = guard("db.corp.example:8443", "10.1.1.1");

        assertThat(guard.resolve("db.corp.example", 8443)).hasSize(1);
        assertThatThrownBy(() -> guard.resolve("db.corp.example", 443)).isInstanceOf(RefusedHostException.class);
        assertThatThrownBy(() -> guard.resolve("xdb.corp.example", 8443)).isInstanceOf(RefusedHostException.class);
        assertThatThrownBy(() -> guard.resolve("db.corp.example.", 8443)).isInstanceOf(RefusedHostException.class);
        assertThatThrownBy(() -> guard.checkName("other.example", 8443)).isInstanceOf(RefusedHostException.class);
    }

    @Test
    void allows_the_hosts_of_a_domain_but_not_the_domain() throws UnknownHostException {
        HostGuard guard = guard("*.corp.example", "10.1.1.1");

        assertThat(guard.resolve("a.b.corp.example", 1)).hasSize(1);
        assertThatThrownBy(() -> guard.resolve("corp.example", 1)).isInstanceOf(RefusedHostException.class);
        assertThatThrownBy(() -> guard.resolve("evilcorp.example", 1)).isInstanceOf(RefusedHostException.class);
    }

    @Test
    void allows_a_block_of_addresses_on_one_port() throws UnknownHostException {
        HostGuard guard = guard("10.1.0.0/16:443, fd00:1::/32", "10.1.255.255");

        assertThat(guard.resolve("any.example", 443)).hasSize(1);
        assertThatThrownBy(() -> guard.resolve("any.example", 80)).isInstanceOf(RefusedHostException.class);
        assertThatThrownBy(() -> guard("10.1.0.0/16", "10.2.0.0").resolve("any.example", 443))
                .isInstanceOf(RefusedHostException.class);
        assertThatThrownBy(() -> guard("10.1.0.0/16", "8.8.8.8").resolve("any.example", 443))
                .isInstanceOf(RefusedHostException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"169.254.169.254", "fd00:ec2::254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1", "168.63.129.16"})
    void a_name_never_leads_to_where_clouds_keep_credentials(String address) throws UnknownHostException {
        assertThatThrownBy(() -> guard("db.corp.example", address).resolve("db.corp.example", 80))
                .isInstanceOf(RefusedHostException.class);
        assertThat(guard(address.contains(":") ? "[" + address + "]" : address, address)
                        .resolve("any.example", 80))
                .hasSize(1);
    }

    @Test
    void judges_each_connection_anew_and_connects_to_what_it_judged() throws Exception {
        try (EchoServer server = EchoServer.plain()) {
            server.on("/", EchoServer.Answer.status(200, "OK", "Connection: close"));
            HostGuard guard = guard("127.0.0.1", "127.0.0.1", "127.0.0.2");
            Clients clients = new Clients(guard, 2);
            Hops hops = new Hops(clients, guard, new Proxies(Map.of(), null, null), 1000);
            Hops.Ready ready = new Hops.Ready(
                    "GET",
                    RequestUrl.of("http://moving.example:" + server.port() + "/"),
                    new HeaderList(),
                    null,
                    null,
                    TlsChoice.USUAL,
                    secret -> false,
                    Duration.ofSeconds(5),
                    true);

            assertThat(hops.send(ready, new Jar(), new RunningCall("1", Instant.EPOCH))
                            .status())
                    .isEqualTo(200);
            assertThatThrownBy(() -> hops.send(ready, new Jar(), new RunningCall("2", Instant.EPOCH)))
                    .isInstanceOf(RefusedHostException.class);

            assertThat(server.requests()).hasSize(1);
            clients.close();
        }
    }

    @Test
    void judges_what_a_proxy_is_asked_for_as_far_as_it_is_known_here() {
        assertThatThrownBy(() -> guard("public", "10.0.0.1").checkThroughProxy("inside.example", 80))
                .isInstanceOf(RefusedHostException.class);
        assertThatCode(() -> guard("public", "8.8.8.8").checkThroughProxy("outside.example", 80))
                .doesNotThrowAnyException();
    }

    @Property(tries = 3000)
    void no_ipv4_address_of_a_special_block_is_public(@ForAll @Size(4) byte[] bytes) throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(bytes);
        if (HostGuard.isPublic(address)) {
            assertOrdinary(address);
            assertThat(bytes[0] & 0xff).isBetween(1, 223).isNotIn(10, 127);
            assertThat((bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64).isFalse();
        }
    }

    @Property(tries = 3000)
    void no_ipv6_address_outside_of_what_is_given_out_is_public(@ForAll @Size(16) byte[] bytes)
            throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(bytes);
        if (address.getAddress().length == 16 && HostGuard.isPublic(address)) {
            assertOrdinary(address);
            boolean nat64 = bytes[0] == 0 && bytes[1] == 0x64;
            assertThat(nat64 || (bytes[0] & 0xe0) == 0x20)
                    .as(address.toString())
                    .isTrue();
        }
    }

    @Property(tries = 3000)
    void an_ipv4_address_inside_an_ipv6_one_is_judged_as_itself(@ForAll @Size(4) byte[] inner)
            throws UnknownHostException {
        byte[] nat64 = InetAddress.getByName("64:ff9b::").getAddress();
        System.arraycopy(inner, 0, nat64, 12, 4);
        byte[] sixToFour = InetAddress.getByName("2002::1").getAddress();
        System.arraycopy(inner, 0, sixToFour, 2, 4);
        boolean expected = HostGuard.isPublic(InetAddress.getByAddress(inner));

        assertThat(HostGuard.isPublic(InetAddress.getByAddress(nat64))).isEqualTo(expected);
        assertThat(HostGuard.isPublic(InetAddress.getByAddress(sixToFour))).isEqualTo(expected);
    }

    private static void assertOrdinary(InetAddress address) {
        assertThat(address.isAnyLocalAddress()
                        || address.isLoopbackAddress()
                        || address.isLinkLocalAddress()
                        || address.isSiteLocalAddress()
                        || address.isMulticastAddress())
                .as(address.toString())
                .isFalse();
    }
}
