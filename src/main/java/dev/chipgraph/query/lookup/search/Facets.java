package dev.chipgraph.query.lookup.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chipgraph.graph.Row;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Languages;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of hits by kind, country and sector.
 *
 * @param kind by kind, most first
 * @param country by country, most first
 * @param sector by sector, most first; a hit counts for each of its sectors and for those that contain them
 */
public record Facets(List<Facet> kind, List<Facet> country, List<Facet> sector) {

    static final Facets NONE = new Facets(List.of(), List.of(), List.of());

    /**
     * Number of hits with a value.
     *
     * @param value the value, as the filter accepts it
     * @param name name of the kind, country or sector
     * @param count number of hits
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Facet(String value, @Nullable String name, long count) {

        private static Facet of(Row row) {
            Entity.Ref sector = row.ref("sector");
            return new Facet(sector.id(), sector.name(), row.number("count"));
        }
    }

    /** The facets of hits, whose numbers by sector are known. */
    static Facets of(List<SearchMatch> hits, List<Row> sectors, Languages languages) {
        return new Facets(
                counts(
                        hits,
                        entity -> entity.kind().wire(),
                        kind -> languages.write(texts -> texts.label(Kind.fromString(kind)))),
                counts(hits, FoundEntity::country, code -> languages.write(texts -> texts.country(code))),
                sectors.stream().map(Facet::of).toList());
    }

    private static List<Facet> counts(
            List<SearchMatch> hits, Function<FoundEntity, String> value, UnaryOperator<String> name) {
        return hits.stream()
                .map(SearchMatch::entity)
                .filter(entity -> value.apply(entity) != null)
                .collect(Collectors.groupingBy(value, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> new Facet(entry.getKey(), name.apply(entry.getKey()), entry.getValue()))
                .toList();
    }
}
