package dev.chipgraph.model;

import java.util.Locale;

/**
 * A country as clients name it.
 *
 * @param code its ISO 3166-1 alpha-2 code, in either case
 */
public record CountryCode(String code) {

    /**
     * @throws IllegalArgumentException when the text is no such code
     */
    public CountryCode {
        if (!code.matches("[A-Za-z]{2}")) {
            throw new IllegalArgumentException("must be an ISO 3166-1 alpha-2 code such as VN, not \"" + code + "\"");
        }
        code = code.toUpperCase(Locale.ROOT);
    }

    /** For query parameters. */
    public static CountryCode fromString(String text) {
        return new CountryCode(text);
    }
}
