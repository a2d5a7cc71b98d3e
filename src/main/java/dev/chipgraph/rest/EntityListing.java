package dev.chipgraph.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Kind;
import dev.chipgraph.query.Asked;
import dev.chipgraph.query.Entities;
import dev.chipgraph.query.Filter;
import dev.chipgraph.query.Found;
import dev.chipgraph.query.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists of entities, of one kind or across kinds, with the filters, orders and fields that the vocabulary gives them. */
@ApplicationScoped
public class EntityListing {

    private final Entities entities;
    private final Fields fields;
    private final Reply reply;

    EntityListing(Entities entities, Fields fields, Reply reply) {
        this.entities = entities;
        this.fields = fields;
        this.reply = reply;
    }

    /** Lists entities of these kinds; of all kinds when empty. */
    Listing<ObjectNode> list(
            Set<Kind> kinds, Paging paging, Asking asking, String order, String fieldList, UriInfo uri) {
        boolean oneKind = kinds.size() == 1;
        Kind kind = oneKind ? kinds.iterator().next() : null;
        Sort sort = sort(oneKind ? Sort.of(kind) : Sort.common(), order);
        Set<String> selected = fields.read(fieldList, kinds.isEmpty() ? Set.of(Kind.values()) : kinds);
        var criteria = new Entities.Criteria(
                kinds, filters(oneKind ? Filter.of(kind) : Filter.common(), uri.getQueryParameters()), sort);
        Asked asked = reply.asked(asking);
        Listing<ObjectNode> page = reply.page(paging, sort.name(), null, slice -> {
            Found<Entity> found = entities.list(criteria, slice, asked);
            return new Found<>(
                    found.items().stream()
                            .map(entity -> fields.select(entity, selected))
                            .toList(),
                    found.last(),
                    found.total());
        });
        return page.with(Columns.of(selected, kinds.isEmpty() ? Set.of(Kind.values()) : kinds));
    }

    private static Sort sort(Map<String, Sort> sorts, String order) {
        Sort sort = order == null ? Sort.ID : sorts.get(order);
        if (sort == null) {
            throw new InvalidRequest("query", "sort", "must be one of " + String.join(", ", sorts.keySet()));
        }
        return sort;
    }

    /** The values were checked before; see {@link StrictParameters}. */
    private static Map<Filter, List<Object>> filters(Map<String, Filter> known, MultivaluedMap<String, String> query) {
        var filters = new LinkedHashMap<Filter, List<Object>>();
        query.forEach((name, values) -> {
            Filter filter = known.get(name);
            if (filter != null) {
                filters.put(filter, values.stream().map(filter::read).toList());
            }
        });
        return filters;
    }
}
