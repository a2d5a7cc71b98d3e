package dev.chipgraph.graph;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 digests of records, short for ids and long for detecting changes. */
public final class Digests {

    private static final int ID_LENGTH = 13;
    private static final BigInteger IDS =
            BigInteger.valueOf(Character.MAX_RADIX).pow(ID_LENGTH);

    private Digests() {}

    public static String of(String text) {
        return HexFormat.of().formatHex(sha256(text));
    }

    /** Thirteen characters of base 36 (67 bits): enough that 10^8 records do not collide. */
    public static String id(String text) {
        String base36 = new BigInteger(1, sha256(text)).mod(IDS).toString(Character.MAX_RADIX);
        return "0".repeat(ID_LENGTH - base36.length()) + base36;
    }

    /** The first eight bytes of the digest. */
    public static long number(String text) {
        return ByteBuffer.wrap(sha256(text)).getLong();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK provides SHA-256", e);
        }
    }
}
