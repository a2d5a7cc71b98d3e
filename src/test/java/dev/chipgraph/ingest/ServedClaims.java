package dev.chipgraph.ingest;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import dev.chipgraph.http.Request;
import dev.chipgraph.http.Response;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Entities and their claims as clients read them, in the form in which {@link ClaimsModel} has them. */
final class ServedClaims {

    private static final int FEW = 10;
    private static final Set<String> VALUES =
            Set.of("name", "names", "types", "tags", "description", "size", "foundedOn", "attributes");

    private ServedClaims() {}

    /** What is shown of entities; those that do not exist are left out. */
    static Map<String, Map<String, Object>> read(Set<String> ids) {
        return ids.size() > FEW
                ? Api.get("/v1/companies", "include", "evidence", "format", "ndjson")
                        .asString()
                        .lines()
                        .map(Json::from)
                        .filter(entity -> ids.contains(entity.getString("id")))
                        .collect(Collectors.toMap(entity -> entity.getString("id"), ServedClaims::shown))
                : ids.stream()
                        .map(id -> Request.given()
                                .withoutRedirects()
                                .queryParam("include", "evidence")
                                .get("/v1/entities/" + id))
                        .filter(response -> response.statusCode() == 200)
                        .map(Response::jsonPath)
                        .collect(Collectors.toMap(entity -> entity.getString("id"), ServedClaims::shown));
    }

    private static Map<String, Object> shown(Json entity) {
        var shown = new HashMap<String, Object>(Map.of("names", Set.of(), "types", Set.of(), "tags", Set.of()));
        var values = new HashMap<>(entity.<String, Object>getMap(""));
        values.keySet().retainAll(VALUES);
        shown.putAll(flat(values));
        List<Map<String, Object>> conflicts = entity.getList("conflicts");
        shown.put(
                "conflicts",
                (conflicts == null ? List.<Map<String, Object>>of() : conflicts)
                        .stream()
                                .map(conflict -> List.of(
                                        conflict.get("field"),
                                        conflict.get("shown"),
                                        ((List<?>) conflict.get("claims"))
                                                .stream()
                                                        .map(Map.class::cast)
                                                        .map(claim -> List.of(claim.get("value"), claim.get("sources")))
                                                        .toList()))
                                .toList());
        List<Map<String, Object>> evidence = entity.getList("evidence");
        shown.put(
                "evidence",
                evidence.stream()
                        .map(record -> List.of(
                                record.get("id"), ((Number) record.get("confidence")).doubleValue(), flat((Map<?, ?>)
                                        record.get("claims"))))
                        .collect(Collectors.toSet()));
        return shown;
    }

    /** What {@code /claims} lists: property, value, evidence, and whether the value is shown. */
    static Set<List<Object>> claims(String id) {
        List<Map<String, Object>> items =
                Api.json("/v1/entities/" + id + "/claims", "limit", 500).getList("items");
        return items.stream()
                .map(item -> List.of(
                        item.get("property"), plain(item.get("value")), item.get("evidence"), item.get("shown")))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Values by property: attributes and rejected values as properties of their own, lists as sets. */
    static Map<String, Object> flat(Map<?, ?> values) {
        var flat = new HashMap<String, Object>();
        values.forEach((property, value) -> {
            if (property.equals("attributes")) {
                ((Map<?, ?>) value).forEach((name, text) -> flat.put("attributes." + name, plain(text)));
            } else if (property.equals("rejected")) {
                flat((Map<?, ?>) value)
                        .forEach((of, rejected) -> flat.put(
                                ShownClaims.REJECTED + of, rejected instanceof Set ? rejected : Set.of(rejected)));
            } else {
                flat.put((String) property, plain(value));
            }
        });
        return flat;
    }

    /** A list as a set, and a name as its text. */
    private static Object plain(Object value) {
        return switch (value) {
            case Collection<?> items ->
                items.stream().map(ServedClaims::plain).collect(Collectors.toCollection(TreeSet::new));
            case Map<?, ?> name when name.containsKey("value") -> name.get("value");
            case null -> "";
            default -> value;
        };
    }

    /** A value that an editor wants to be shown, as claims have it; empty for none. */
    static Optional<Object> wanted(String property, Object value) {
        return value == null && ShownClaims.LISTS.contains(property)
                ? Optional.of(Set.of())
                : Optional.ofNullable(value)
                        .map(any -> flat(Map.of(property, any)).get(property));
    }
}
