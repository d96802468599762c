package io.soarbridge.config;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of a list of hosts that may be called.
 *
 * @param name lower-case host name, {@code *.domain} or {@code public}; null for a block of addresses
 * @param block first address of a block, else null
 * @param bits how many bits of the block are fixed
 * @param port the only port, or 0 for any
 */
public record HostRule(String name, InetAddress block, int bits, int port) {
    private static final String PUBLIC = "public";
    private static final Pattern NAME = Pattern.compile("(\\*\\.)?[a-z0-9_]([a-z0-9_.-]{0,250}[a-z0-9_])?");
    private static final Pattern ADDRESS = Pattern.compile(
            "(\\[[0-9a-f:.]+]|[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:.]*|[0-9]{1,3}(?:\\.[0-9]{1,3}){3})(/[0-9]{1,3})?(:[0-9]{1,5})?");

    /** @param blocks such as {@code 10.0.0.0/8}, right by construction */
    public static List<HostRule> blocks(String... blocks) {
        try {
            return list(String.join(",", blocks));
        } catch (BadValueException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static List<HostRule> list(String text) throws BadValueException {
        List<HostRule> rules = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            rules.add(of(part.strip().toLowerCase(Locale.ROOT)));
        }
        return List.copyOf(rules);
    }

    private static HostRule of(String text) throws BadValueException {
        if (text.isEmpty()) {
            throw new BadValueException("a host is missing beside a comma");
        }
        Matcher address = ADDRESS.matcher(text);
        if (address.matches()) {
            return block(text, address);
        }
        int colon = text.lastIndexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        if (!NAME.matcher(name).matches() || name.equals("*.")) {
            throw new BadValueException("\"" + text + "\" is not a host");
        }
        return new HostRule(name, null, 0, colon < 0 ? 0 : port(text.substring(colon + 1), text));
    }

    private static HostRule block(String text, Matcher address) throws BadValueException {
        try {
            // only digits, so nothing is looked up
            InetAddress first = InetAddress.getByName(address.group(1));
            int all = first.getAddress().length * 8;
            int bits = address.group(2) == null
                    ? all
                    : Integer.parseInt(address.group(2).substring(1));
            if (bits > all) {
                throw new BadValueException("\"" + text + "\" fixes more bits than an address has");
            }
            return new HostRule(
                    null,
                    first,
                    bits,
                    address.group(3) == null ? 0 : port(address.group(3).substring(1), text));
        } catch (UnknownHostException e) {
            throw new BadValueException("\"" + text + "\" is not an address");
        }
    }

    private static int port(String digits, String text) throws BadValueException {
        if (!digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > 65535) {
            throw new BadValueException("\"" + text + "\" has no valid port");
        }
        return Integer.parseInt(digits);
    }

    /** Whether it is about every host on the internet. */
    public boolean isPublic() {
        return PUBLIC.equals(name);
    }

    /** Whether the rule names this host, as it is written in a URL in lower case, whatever its addresses are. */
    public boolean names(String host, int at) {
        if (name == null || isPublic() || (port != 0 && port != at)) {
            return false;
        }
        return name.startsWith("*.") ? host.endsWith(name.substring(1)) : host.equals(name);
    }

    /** Whether the rule is a block that holds the address. */
    public boolean holds(InetAddress address, int at) {
        if (block == null || (port != 0 && port != at)) {
            return false;
        }
        byte[] wanted = block.getAddress();
        byte[] given = address.getAddress();
        if (wanted.length != given.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((wanted[bit / 8] & mask) != (given[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        String host = block == null
                ? name
                : (block instanceof Inet6Address ? "[" + block.getHostAddress() + "]" : block.getHostAddress())
                        + (bits == block.getAddress().length * 8 ? "" : "/" + bits);
        return port == 0 ? host : host + ":" + port;
    }
}
