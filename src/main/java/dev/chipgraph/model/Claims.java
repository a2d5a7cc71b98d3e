package dev.chipgraph.model;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the evidence of one subject claims, and what is shown of it. The shown state depends on the current claims only: not
 * on the order in which they arrived, nor on what was shown before.
 *
 * <p>Properties with many values show all of them. Of a property with one value, the most trusted claim is shown: an
 * editor's decision, else the one of highest confidence, else of the newest publication, else the one recorded last.
 */
public final class Claims {

    /** Extractor of evidence that records the decision of an editor. */
    public static final String DECISION = "decision";

    /** Claim of a decision: values, by property, that are not shown although other evidence claims them. */
    public static final String REJECTED = "rejected";

    /** The total order of trust, the most trusted evidence first. Evidence that is not yet recorded is the newest. */
    public static final Comparator<Evidence> TRUST = Comparator.comparing(Claims::isDecision)
            .thenComparingDouble(Evidence::confidence)
            .thenComparing(
                    evidence -> evidence.source().publishedOn(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Evidence::recordedAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(evidence -> evidence.source().id())
            .thenComparing(Evidence::id, Comparator.nullsFirst(Comparator.naturalOrder()))
            .reversed();

    private static final String DESCRIPTION = "description";
    private static final Set<String> LISTS = Set.of(ClaimFields.NAMES, "sameAs", "tags");

    /** Sources word these each in its own way, which is no contradiction. */
    private static final Set<String> WORDINGS = Set.of(ClaimFields.NAME, DESCRIPTION);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Property> vocabulary;

    /** Claimed values of each property, in the order of trust. */
    private final Map<String, Map<Object, Claimed>> claimed = new TreeMap<>();

    /** Values that editors rejected, by property. */
    private final Map<String, Set<Object>> rejected = new TreeMap<>();

    /**
     * A value of a property.
     *
     * @param value the value as JSON has it
     * @param sources ids of the sources that claim it, the most trusted first
     * @param decided whether an editor decided for it
     */
    private record Claimed(Object value, Set<String> sources, boolean decided) {}

    private Claims(Collection<Property> vocabulary, List<Evidence> evidence) {
        this.vocabulary =
                vocabulary.stream().collect(Collectors.toMap(Property::name, property -> property, (a, b) -> a));
        evidence.stream().sorted(TRUST).forEach(this::add);
    }

    /**
     * The claims of the evidence of one subject.
     *
     * @param vocabulary the properties of its kind or relationship type
     */
    public static Claims of(Collection<Property> vocabulary, List<Evidence> evidence) {
        return new Claims(vocabulary, evidence);
    }

    public static boolean isDecision(Evidence evidence) {
        return evidence.extractor().equals(DECISION);
    }

    private void add(Evidence evidence) {
        ClaimFields.flat(evidence.claims()).forEach((property, value) -> {
            if (property.equals(REJECTED) && isDecision(evidence) && value instanceof Map<?, ?> values) {
                ClaimFields.flat(values)
                        .forEach((of, items) -> ClaimFields.items(items)
                                .forEach(item -> rejected.computeIfAbsent(of, any -> new LinkedHashSet<>())
                                        .add(ClaimFields.canonical(item))));
            } else if (isList(property)) {
                ClaimFields.items(value).forEach(item -> add(property, item, evidence));
            } else {
                add(property, value, evidence);
            }
        });
    }

    private void add(String property, Object value, Evidence evidence) {
        claimed.computeIfAbsent(property, any -> new LinkedHashMap<>())
                .computeIfAbsent(
                        ClaimFields.canonical(value),
                        any -> new Claimed(value, new LinkedHashSet<>(), isDecision(evidence)))
                .sources()
                .add(evidence.source().id());
    }

    private boolean isList(String property) {
        return LISTS.contains(property)
                || (vocabulary.containsKey(property) && vocabulary.get(property).many());
    }

    /** The claimed values of a property that no editor rejected, the most trusted first. */
    private List<Claimed> standing(String property) {
        var refused = rejected.getOrDefault(property, Set.of());
        return claimed.getOrDefault(property, Map.of()).entrySet().stream()
                .filter(value -> value.getValue().decided() || !refused.contains(value.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The claimed values of a property with one value, without those that another one makes more precise. */
    private List<Claimed> candidates(String property) {
        var standing = standing(property);
        if (!vocabulary.containsKey(property) || vocabulary.get(property).type() != Property.Type.DATE) {
            return standing;
        }
        return standing.stream()
                .filter(value -> standing.stream().noneMatch(other -> isRefinement(other.value(), value.value())))
                .toList();
    }

    /** A date with a day says the same as its month, and more. */
    private static boolean isRefinement(Object precise, Object value) {
        return precise instanceof String more && value instanceof String less && more.startsWith(less + "-");
    }

    /** The value to show of a property with one value; null when there is none. */
    Object shown(String property) {
        var standing = standing(property);
        if (standing.isEmpty()) {
            return null;
        }
        if (standing.getFirst().decided()) {
            return standing.getFirst().value();
        }
        Object most = standing.getFirst().value();
        return candidates(property).stream()
                .map(Claimed::value)
                .filter(value -> value.equals(most) || isRefinement(value, most))
                .findFirst()
                .orElse(most);
    }

    List<Object> all(String property) {
        return standing(property).stream().map(Claimed::value).toList();
    }

    /** The values that a claim makes of a property: all of a list, or the one. */
    Stream<?> items(String property, Object claim) {
        return isList(property) ? ClaimFields.items(claim).stream() : Stream.of(claim);
    }

    /** Whether a value of a property is shown. */
    boolean isShown(String property, Object value) {
        Object canonical = ClaimFields.canonical(value);
        return isList(property)
                ? all(property).stream().map(ClaimFields::canonical).anyMatch(canonical::equals)
                : shown(property) != null
                        && ClaimFields.canonical(shown(property)).equals(canonical);
    }

    /** The attributes to show, by their names. */
    Map<String, String> attributes() {
        var attributes = new TreeMap<String, String>();
        claimed.keySet().stream()
                .filter(property -> property.startsWith(ClaimFields.ATTRIBUTE))
                .forEach(property -> {
                    String value = (String) shown(property);
                    if (value != null) {
                        attributes.put(property.substring(ClaimFields.ATTRIBUTE.length()), value);
                    }
                });
        return attributes;
    }

    /** The properties with one value for which sources state different values, unless an editor has decided. */
    public List<Conflict> conflicts() {
        var conflicts = new ArrayList<Conflict>();
        claimed.keySet().forEach(property -> {
            var candidates = candidates(property);
            if (!isList(property)
                    && !WORDINGS.contains(property)
                    && candidates.size() > 1
                    && !standing(property).getFirst().decided()) {
                Object shown = shown(property);
                conflicts.add(new Conflict(
                        property,
                        shown,
                        candidates.stream()
                                .sorted(Comparator.comparing(
                                        value -> !value.value().equals(shown)))
                                .map(value -> new Conflict.Claim(value.value(), List.copyOf(value.sources())))
                                .toList()));
            }
        });
        return conflicts;
    }

    /**
     * What an editor has to claim so that a value is shown; empty when it is shown anyway.
     *
     * @param property a property, or {@code attributes.*}
     * @param wanted the value as JSON has it; null for none
     */
    public Map<String, Object> decision(String property, Object wanted) {
        var claims = new LinkedHashMap<String, Object>();
        if (isList(property)) {
            var shown = property.equals(ClaimFields.NAMES)
                    ? JSON.<List<Object>>convertValue(names(""), new TypeReference<>() {})
                    : all(property);
            var items = wanted == null ? List.of() : ClaimFields.items(wanted);
            put(claims, property, ClaimFields.without(items, shown));
            var refused = ClaimFields.without(shown, items);
            if (!refused.isEmpty()) {
                put(claims, REJECTED, Map.of(property, refused));
            }
        } else if (wanted == null) {
            if (shown(property) != null) {
                put(claims, REJECTED, ClaimFields.unflat(property, all(property)));
            }
        } else if (shown(property) == null
                || !ClaimFields.canonical(shown(property)).equals(ClaimFields.canonical(wanted))) {
            claims.putAll(ClaimFields.unflat(property, wanted));
        }
        return claims;
    }

    private static void put(Map<String, Object> claims, String property, Object value) {
        if (!List.of().equals(value)) {
            claims.put(property, value);
        }
    }

    List<String> texts(String property) {
        return all(property).stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    /** All names: those claimed as further names, and the main names of sources that call it otherwise. */
    List<Name> names(String main) {
        var names = new LinkedHashMap<List<String>, Name>();
        all(ClaimFields.NAMES).stream()
                .map(Claims::name)
                .filter(Objects::nonNull)
                .forEach(name ->
                        names.putIfAbsent(List.of(name.value(), Objects.requireNonNullElse(name.lang(), "")), name));
        Set<String> values = names.values().stream().map(Name::value).collect(Collectors.toSet());
        rejected.getOrDefault(ClaimFields.NAMES, Set.of())
                .forEach(name -> values.add((String) ((Map<?, ?>) name).get("value")));
        Predicate<String> further = name -> !name.equals(main) && !values.contains(name);
        var others =
                texts(ClaimFields.NAME).stream().filter(further).map(name -> new Name(name, null, Name.Type.ALIAS));
        return Stream.concat(names.values().stream(), others).toList();
    }

    private static Name name(Object value) {
        JsonNode json = JSON.valueToTree(value);
        var reader = new RecordReader("claim");
        Name name = reader.name(json);
        return reader.violations().isEmpty() ? name : null;
    }
}
