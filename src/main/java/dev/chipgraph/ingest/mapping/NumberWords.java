package dev.chipgraph.ingest.mapping;

import dev.chipgraph.ingest.mapping.Figure.Comparison;
import java.lang.Character.UnicodeScript;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words and signs around numbers, in English, Vietnamese and Korean, and some in Japanese and Chinese. */
final class NumberWords {

    /** Powers of ten. Words in a row multiply: 천억 is a thousand times a hundred million. */
    private static final Map<String, Integer> MAGNITUDES = byWord(Map.ofEntries(
            Map.entry(-2, "%|percent|per cent|phần trăm"),
            Map.entry(1, "십|十"),
            Map.entry(2, "백|百"),
            Map.entry(3, "k|thousand|nghìn|ngàn|천|千"),
            Map.entry(4, "만|万|萬"),
            Map.entry(5, "lakh|lakhs"),
            Map.entry(6, "m|mn|mln|mio|million|millions|triệu|tr"),
            Map.entry(7, "crore|crores"),
            Map.entry(8, "억|億|亿"),
            Map.entry(9, "b|bn|bln|mrd|billion|billions|tỷ|tỉ"),
            Map.entry(12, "t|tn|trn|trillion|trillions|조|兆")));

    /** Currencies by sign and word; empty where several countries use it. */
    private static final Map<String, String> CURRENCIES = byWord(Map.ofEntries(
            Map.entry("", "$|dollar|dollars|đô la|달러|불|¥|元|kr"),
            Map.entry("USD", "US$|U.S.$|US dollar|US dollars|U.S. dollars|đô la Mỹ|미국 달러|usd"),
            Map.entry("TWD", "NT$|NTD|twd"),
            Map.entry("HKD", "HK$"),
            Map.entry("SGD", "S$|SG$"),
            Map.entry("AUD", "A$|AU$"),
            Map.entry("CAD", "C$|CA$"),
            Map.entry("NZD", "NZ$"),
            Map.entry("BRL", "R$"),
            Map.entry("EUR", "€|euro|euros|eur"),
            Map.entry("GBP", "£|gbp"),
            Map.entry("KRW", "₩|won|원|krw"),
            Map.entry("VND", "₫|đ|đồng|dong|vnđ|vnd"),
            Map.entry("JPY", "yen|円|엔|jpy"),
            Map.entry("CNY", "RMB|yuan|위안|人民币|cny"),
            Map.entry("INR", "₹|Rs|Rs."),
            Map.entry("THB", "฿"),
            Map.entry("PHP", "₱"),
            Map.entry("ILS", "₪"),
            Map.entry("MYR", "RM"),
            Map.entry("IDR", "Rp")));

    private static final Map<String, Comparison> BEFORE = byWord(Map.ofEntries(
            Map.entry(
                    Comparison.APPROXIMATELY,
                    "~|≈|about|around|approx|approx.|approximately|roughly|circa|ca.|c.|some|est.|estimated|an estimated|nearly"
                            + "|almost|close to|khoảng|gần|xấp xỉ|ước tính|약|거의|約|约|近"),
            Map.entry(Comparison.AT_LEAST, ">=|≥|at least|no less than|not less than|from|ít nhất|tối thiểu|최소"),
            Map.entry(
                    Comparison.MORE_THAN,
                    ">|over|just over|well over|more than|greater than|above|exceeding|in excess of|upwards of|hơn|trên|超"),
            Map.entry(Comparison.AT_MOST, "<=|≤|up to|at most|no more than|not more than|tối đa|lên đến|lên tới|최대"),
            Map.entry(Comparison.LESS_THAN, "<|under|just under|less than|fewer than|below|dưới|chưa đến")));

    private static final Map<String, Comparison> AFTER = byWord(Map.ofEntries(
            Map.entry(Comparison.APPROXIMATELY, "or so|정도"),
            Map.entry(Comparison.AT_LEAST, "+|or more|trở lên|이상|以上"),
            Map.entry(Comparison.MORE_THAN, "초과"),
            Map.entry(Comparison.AT_MOST, "or less|or fewer|trở xuống|이하|以下"),
            Map.entry(Comparison.LESS_THAN, "미만|未満")));

    /** A word for a power of ten. A digit behind Latin letters is part of a unit such as m2. */
    static final Pattern MAGNITUDE = Pattern.compile(anyOf(MAGNITUDES.keySet(), "(?![\\p{IsLatin}\\d])"));

    static final Pattern CURRENCY = Pattern.compile(anyOf(CURRENCIES.keySet(), "(?!\\p{IsLatin})")
            + currencyCodes().collect(Collectors.joining("|", "|(?:", ")(?!\\p{IsLatin})")));

    private static final Pattern COMPARED = Pattern.compile("(%s)\\s*(.+)|(.+?)\\s*(%s)"
            .formatted(anyOf(BEFORE.keySet(), "(?!\\p{IsLatin})"), anyOf(AFTER.keySet(), "(?!\\p{IsLatin})")));

    private NumberWords() {}

    /** A text without the words that say how its number is meant. */
    record Compared(Comparison comparison, String rest) {}

    static Compared compared(String text) {
        Matcher found = COMPARED.matcher(text);
        if (!found.matches()) {
            return new Compared(Comparison.EQUAL, text);
        }
        return found.group(1) == null
                ? new Compared(AFTER.get(key(found.group(4))), found.group(3))
                : new Compared(BEFORE.get(key(found.group(1))), found.group(2));
    }

    /** The power of ten of a word that {@link #MAGNITUDE} matches. */
    static int magnitude(String word) {
        return MAGNITUDES.get(key(word));
    }

    /** The ISO 4217 code of a text that {@link #CURRENCY} matches; empty for a sign that several currencies share. */
    static String currency(String text) {
        return CURRENCIES.getOrDefault(key(text), text);
    }

    private static String key(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private static <T> Map<String, T> byWord(Map<T, String> words) {
        var byWord = new HashMap<String, T>();
        words.forEach((value, all) -> {
            for (String word : all.split("\\|", -1)) {
                byWord.put(key(word), value);
            }
        });
        return byWord;
    }

    /**
     * @param afterLetter what must hold behind a word that ends in a Latin letter
     */
    private static String anyOf(Collection<String> words, String afterLetter) {
        return words.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(word -> Pattern.quote(word)
                        + (UnicodeScript.of(word.codePointBefore(word.length())) == UnicodeScript.LATIN
                                ? afterLetter
                                : ""))
                .collect(Collectors.joining("|", "(?iu:", ")"));
    }

    static boolean isCurrencyCode(String text) {
        return currencyCodes().anyMatch(text::equals);
    }

    private static Stream<String> currencyCodes() {
        return Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode);
    }
}
