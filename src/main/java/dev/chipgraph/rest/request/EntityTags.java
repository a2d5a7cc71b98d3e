package dev.chipgraph.rest.request;

import dev.chipgraph.model.InvalidInput;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the lists of tags in If-Match and If-None-Match (RFC 9110, 13.1.1 and 13.1.2). */
public final class EntityTags {

    /** An element of a list, which may be empty. Any text in quotes is accepted as a tag, as in RFC 2616. */
    private static final Pattern ELEMENT = Pattern.compile("\\G[ \t]*+(?:(?:W/)?(\"[^\"]*+\")[ \t]*+)?(?:,|$)");

    /** What proxies append to a tag when they compress: Apache and Caddy with one hyphen, Jetty with two. */
    private static final Pattern CODING = Pattern.compile("--?(?:gzip|br|zstd|deflate)\"$");

    private EntityTags() {}

    /** Whether the value of the header stands for any state. */
    public static boolean isAny(String value) {
        return value.strip().equals("*");
    }

    /**
     * The tags in the form in which the service sends them. Proxies that compress weaken them or append the name of the
     * coding; both are undone.
     *
     * @param header name of the header, for the message
     */
    public static Set<String> of(String header, String value) {
        var tags = new LinkedHashSet<String>();
        var elements = ELEMENT.matcher(value);
        int end = 0;
        while (end < value.length() && elements.find()) {
            if (elements.group(1) != null) {
                tags.add(CODING.matcher(elements.group(1)).replaceFirst("\""));
            }
            end = elements.end();
        }
        if (end < value.length() || tags.isEmpty()) {
            throw new InvalidInput(
                    "header",
                    header,
                    "must be *, or one or more ETags in double quotes with commas between, such as \"2-98e25e916b8c000f\"");
        }
        return tags;
    }
}
