package dev.chipgraph.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * An amount as its source gives it: a value, or a range with one or both ends.
 *
 * @param value the amount, in whole units of the currency
 * @param min least amount of a range
 * @param max greatest amount of a range
 * @param currency ISO 4217 code
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Money(
        @Nullable BigDecimal value,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        String currency) {

    /**
     * @throws IllegalArgumentException when the currency is unknown, or there is neither a value nor a range in order
     */
    public Money {
        try {
            Currency.getInstance(currency == null ? "" : currency);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("needs a currency as ISO 4217 code, such as USD", unknown);
        }
        if ((value == null) == (min == null && max == null)) {
            throw new IllegalArgumentException("needs either value, or min and max or one of them");
        }
        if (min != null && max != null && min.compareTo(max) > 0) {
            throw new IllegalArgumentException("has a min that is greater than its max");
        }
    }

    /** Least amount that is meant; null when open. */
    public BigDecimal least() {
        return value == null ? min : value;
    }

    /** Greatest amount that is meant; null when open. */
    public BigDecimal greatest() {
        return value == null ? max : value;
    }
}
