package io.soarbridge.restcall;

import io.soarbridge.config.HostRule;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Which hosts may be called. The addresses that a name resolves to are judged at the moment of connecting, and the connection goes to
 * one that was judged: a name cannot point elsewhere in between. Immutable.
 */
final class HostGuard implements DnsResolver {
    /** Where clouds give credentials to whoever asks. A name never leads there. */
    private static final List<HostRule> METADATA = HostRule.blocks(
            "169.254.0.0/16", "fe80::/10", "fd00:ec2::254", "100.100.100.200", "168.63.129.16", "192.0.0.192");

    /** By the special-purpose registries of IANA. */
    private static final List<HostRule> SPECIAL = HostRule.blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "2001::/23",
            "2001:db8::/32",
            "3fff::/20");

    /** All of IPv6 that is given out; nothing else is on the internet. */
    private static final List<HostRule> GIVEN_OUT = HostRule.blocks("2000::/3");

    private static final List<HostRule> NAT64 = HostRule.blocks("64:ff9b::/96");
    private static final List<HostRule> SIX_TO_FOUR = HostRule.blocks("2002::/16");

    private final List<HostRule> rules;
    private final boolean internet;
    private final DnsResolver names;

    HostGuard(List<HostRule> rules) {
        this(rules, SystemDefaultDnsResolver.INSTANCE);
    }

    HostGuard(List<HostRule> rules, DnsResolver names) {
        this.rules = List.copyOf(rules);
        this.internet = rules.stream().anyMatch(HostRule::isPublic);
        this.names = names;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        InetAddress[] all = names.resolve(host);
        if (all == null) {
            throw new UnknownHostException(host);
        }
        List<InetSocketAddress> allowed = Arrays.stream(all)
                .filter(address -> isAllowed(host, port, address))
                .map(address -> new InetSocketAddress(address, port))
                .collect(Collectors.toCollection(ArrayList::new));
        if (allowed.isEmpty()) {
            throw new RefusedHostException(refusal(host, port, all));
        }
        return allowed;
    }

    /** @throws RefusedHostException when no address could be allowed, whatever it is */
    void checkName(String host, int port) throws RefusedHostException {
        boolean hopeless = !internet
                && rules.stream().noneMatch(rule -> rule.names(host, port))
                && rules.stream().noneMatch(rule -> rule.block() != null);
        if (hopeless) {
            throw new RefusedHostException(refusal(host, port, new InetAddress[0]));
        }
    }

    /** For a name that is only passed on in a header, so that nothing connects to what it resolves to. */
    void checkNamed(String host, int port) throws RefusedHostException {
        if (rules.stream().anyMatch(rule -> rule.names(host, port))) {
            return;
        }
        try {
            resolve(host, port);
        } catch (RefusedHostException e) {
            throw e;
        } catch (UnknownHostException e) {
            throw new RefusedHostException(refusal(host, port, new InetAddress[0]));
        }
    }

    /** A proxy resolves names by itself, so only what is known here can be judged. */
    void checkThroughProxy(String host, int port) throws RefusedHostException {
        try {
            resolve(host, port);
        } catch (RefusedHostException e) {
            throw e;
        } catch (UnknownHostException e) {
            checkName(host, port); // only the proxy knows this name
        }
    }

    private boolean isAllowed(String host, int port, InetAddress address) {
        if (rules.stream().anyMatch(rule -> rule.holds(address, port))) {
            return true;
        }
        if (isIn(METADATA, address) || isIn(METADATA, inside(address))) {
            return false;
        }
        return rules.stream().anyMatch(rule -> rule.names(host, port)) || (internet && isPublic(address));
    }

    private String refusal(String host, int port, InetAddress[] addresses) {
        boolean inside = internet && addresses.length > 0;
        return "calling %s:%d is not allowed%s. The operator allows hosts by soarbridge.rest-call.hosts"
                .formatted(host, port, inside ? ", as its address is not on the public internet" : "");
    }

    private static boolean isIn(List<HostRule> blocks, InetAddress address) {
        return blocks.stream().anyMatch(block -> block.holds(address, 0));
    }

    /** Whether the address is on the internet. */
    static boolean isPublic(InetAddress address) {
        InetAddress inside = inside(address);
        if (inside != address) {
            return isPublic(inside);
        }
        return !isIn(METADATA, address)
                && !isIn(SPECIAL, address)
                && (address instanceof Inet4Address || isIn(GIVEN_OUT, address));
    }

    /** The IPv4 address that an IPv6 one leads to, else the address itself. */
    private static InetAddress inside(InetAddress address) {
        int at = isIn(NAT64, address) ? 12 : isIn(SIX_TO_FOUR, address) ? 2 : -1;
        try {
            return at < 0 ? address : InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), at, at + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        throw new UnknownHostException(host + ": the port is needed to judge it");
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
