package io.soarbridge.auth;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Private keys from DER. The JDK reads PKCS#8 only, so that the older forms are wrapped into it (RFC 5208, 5915, 8017). */
final class PrivateKeys {
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int OBJECT = 0x06;
    private static final int SEQUENCE = 0x30;
    private static final int PARAMETERS = 0xA0;
    private static final byte[] VERSION_0 = {INTEGER, 1, 0};
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private final String name;
    private final byte[] curve;

    /** @param curve from a block of its own, or null */
    PrivateKeys(String name, byte[] curve) {
        this.name = name;
        this.curve = curve;
    }

    PrivateKey read(String what, byte[] der) throws GeneralSecurityException {
        return switch (what) {
            case "PRIVATE KEY" -> pkcs8(der, List.of("RSA", "EC", "EdDSA"));
            case "RSA PRIVATE KEY" -> pkcs8(sequence(VERSION_0, RSA, item(OCTETS, der)), List.of("RSA"));
            case "EC PRIVATE KEY" ->
                pkcs8(sequence(VERSION_0, sequence(EC, curveOf(der)), item(OCTETS, der)), List.of("EC"));
            default ->
                throw new GeneralSecurityException(
                        "the private key in %s is of a kind that is not known; convert it with: openssl pkcs8 -topk8 -nocrypt -in KEY -out NEWKEY"
                                .formatted(name));
        };
    }

    private PrivateKey pkcs8(byte[] der, List<String> algorithms) throws GeneralSecurityException {
        for (String algorithm : algorithms) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException e) {
                continue;
            }
        }
        throw new GeneralSecurityException(
                "the private key in %s cannot be read; RSA, EC on P-256, P-384 or P-521, and EdDSA are known"
                        .formatted(name));
    }

    /** {@code SEQUENCE { 1, OCTET STRING, [0] { OID }, … }}; the OID may be missing when a block before it has it. */
    private byte[] curveOf(byte[] der) throws GeneralSecurityException {
        try {
            Cursor fields = new Cursor(der).into(SEQUENCE);
            while (fields.hasMore()) {
                Cursor field = fields.next();
                if (field.tag() == PARAMETERS) {
                    return field.into(PARAMETERS).next().whole(OBJECT);
                }
            }
            if (curve != null) {
                return new Cursor(curve).whole(OBJECT);
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new GeneralSecurityException(
                    "the EC private key in %s cannot be read; it has to name its curve".formatted(name));
        }
        throw new GeneralSecurityException("the EC private key in %s does not name its curve".formatted(name));
    }

    private static byte[] sequence(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return item(SEQUENCE, all.toByteArray());
    }

    private static byte[] item(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.length;
        if (length > 0x7F) {
            int bytes = length > 0xFFFF ? 3 : length > 0xFF ? 2 : 1;
            out.write(0x80 | bytes);
            for (int shift = (bytes - 1) * 8; shift > 0; shift -= 8) {
                out.write(length >> shift);
            }
        }
        out.write(length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    /** One item of DER, and the items in it. Runs out of bounds when the bytes are none. */
    private static final class Cursor {
        private final byte[] der;
        private int at;

        Cursor(byte[] der) {
            this.der = der;
        }

        int tag() {
            return der[at] & 0xFF;
        }

        boolean hasMore() {
            return at < der.length;
        }

        Cursor next() {
            int end = end();
            Cursor item = new Cursor(Arrays.copyOfRange(der, at, end));
            at = end;
            return item;
        }

        Cursor into(int tag) {
            require(tag);
            return new Cursor(Arrays.copyOfRange(der, start(), end()));
        }

        byte[] whole(int tag) {
            require(tag);
            return Arrays.copyOfRange(der, at, end());
        }

        private void require(int tag) {
            if (tag() != tag) {
                throw new IllegalArgumentException("another kind of item");
            }
        }

        private int start() {
            int length = der[at + 1] & 0xFF;
            return at + 2 + (length > 0x7F ? length & 0x7F : 0);
        }

        private int end() {
            int start = start();
            int length = start == at + 2 ? der[at + 1] : 0;
            for (int i = at + 2; i < start; i++) {
                length = (length << 8) | (der[i] & 0xFF);
            }
            if (length < 0 || length > der.length - start) {
                throw new IndexOutOfBoundsException("longer than what there is");
            }
            return start + length;
        }
    }
}
