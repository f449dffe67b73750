package io.taskforge.api.job;

import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** What a client may hold of a resource already (RFC 9110, 8.8.3 and 13.1.2). */
public final class EntityTag {

    private EntityTag() {}

    /**
     * A weak tag, which stands for what a document says: 64 bits of checksums, at a tenth of what a cryptographic hash costs. Who could
     * make two of his own jobs' states collide would deceive himself.
     */
    public static String weak(byte[] document) {
        CRC32 first = new CRC32();
        first.update(document);
        CRC32C second = new CRC32C();
        second.update(document);
        return "W/\"" + Long.toHexString(first.getValue() << 32 | second.getValue()) + "\"";
    }

    /**
     * Whether one of the tags is this one. If-None-Match compares weakly: proxies that compress turn a strong tag into a weak one.
     *
     * @param ifNoneMatch every value of the header
     */
    public static boolean matches(String tag, List<String> ifNoneMatch) {
        String opaque = opaque(tag);
        for (String header : ifNoneMatch) {
            for (String listed : header.split(",", -1)) {
                String asked = listed.strip();
                if (asked.equals("*") || opaque(asked).equals(opaque)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
