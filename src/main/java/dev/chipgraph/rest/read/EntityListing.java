package dev.chipgraph.rest.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import dev.chipgraph.query.core.ListFilter;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.ResultPage;
import dev.chipgraph.query.core.Sort;
import dev.chipgraph.query.lookup.reference.References;
import dev.chipgraph.query.question.Entities;
import dev.chipgraph.query.question.Investments;
import dev.chipgraph.query.question.RelatedEntities;
import dev.chipgraph.rest.format.Listing;
import dev.chipgraph.rest.format.TableColumns;
import dev.chipgraph.rest.request.ContextParameters;
import dev.chipgraph.rest.request.PagingParameters;
import dev.chipgraph.rest.request.ResponseContext;
import dev.chipgraph.rest.request.SparseFields;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists of entities, of one kind or across kinds, with the filters, orders and fields that the vocabulary gives them. */
@ApplicationScoped
public class EntityListing {

    /** Parameter that adds the sums of amounts, for kinds that have amounts. */
    public static final String TOTALS = "totals";

    private final Entities entities;
    private final References references;
    private final Investments investments;
    private final RelatedEntities related;
    private final SparseFields fields;
    private final ResponseContext reply;

    EntityListing(
            Entities entities,
            References references,
            Investments investments,
            RelatedEntities related,
            SparseFields fields,
            ResponseContext reply) {
        this.entities = entities;
        this.references = references;
        this.investments = investments;
        this.related = related;
        this.fields = fields;
        this.reply = reply;
    }

    /** Lists the entities of these kinds, or of all kinds when the set is empty. */
    Listing<ObjectNode> list(
            Set<Kind> kinds,
            PagingParameters paging,
            ContextParameters parameters,
            String order,
            String fieldList,
            UriInfo uri) {
        boolean oneKind = kinds.size() == 1;
        Kind kind = oneKind ? kinds.iterator().next() : null;
        Sort sort = sort(oneKind ? Sort.of(kind) : Sort.common(), order);
        Set<String> selected = fields.read(fieldList, kinds.isEmpty() ? Set.of(Kind.values()) : kinds);
        QueryContext context = reply.context(parameters);
        var criteria =
                new Entities.Criteria(kinds, filters(ListFilter.of(kinds), uri.getQueryParameters(), context), sort);
        Listing<ObjectNode> page = reply.page(paging, sort.name(), null, pageRequest -> {
            ResultPage<Entity> found = entities.list(criteria, pageRequest, context);
            return new ResultPage<>(
                    related.added(found.items(), selected, context).stream()
                            .map(entity -> fields.select(entity, selected))
                            .toList(),
                    found.last(),
                    found.total());
        });
        boolean totals = Boolean.parseBoolean(uri.getQueryParameters().getFirst(TOTALS));
        return page.with(totals ? entities.totals(criteria, amount(kind), context) : null)
                .with(TableColumns.of(selected, kinds.isEmpty() ? Set.of(Kind.values()) : kinds));
    }

    private static Sort sort(Map<String, Sort> sorts, String order) {
        Sort sort = order == null ? Sort.ID : sorts.get(order);
        if (sort == null) {
            throw new InvalidInput("query", "sort", "must be one of " + String.join(", ", sorts.keySet()));
        }
        return sort;
    }

    /** The property whose amounts are summed. */
    public static Property amount(Kind kind) {
        return kind.properties().stream()
                .filter(property -> property.type() == Property.Type.MONEY)
                .findFirst()
                .orElse(null);
    }

    /** Reads the filters from the query. {@link StrictParameters} has checked their values. */
    Map<ListFilter, List<Object>> filters(
            Map<String, ListFilter> known, MultivaluedMap<String, String> query, QueryContext context) {
        var filters = new LinkedHashMap<ListFilter, List<Object>>();
        // In the order of the vocabulary and not of the URL, so that the same filters make the same statement.
        known.forEach((name, filter) -> {
            if (query.containsKey(name)) {
                filters.put(
                        filter,
                        query.get(name).stream()
                                .map(value -> read(filter, value, context))
                                .toList());
            }
        });
        rejectEmptyRanges(filters);
        return filters;
    }

    /** A lower bound above the upper bound is a mistake, and not a question with an empty answer. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // both bounds of a property are of one type
    private static void rejectEmptyRanges(Map<ListFilter, List<Object>> filters) {
        var byName = new HashMap<String, Object>();
        filters.forEach((filter, values) -> byName.put(filter.name(), values.getFirst()));
        byName.forEach((name, value) -> {
            String other = name.startsWith("min")
                    ? "max" + name.substring(3)
                    : name.endsWith("From") ? name.substring(0, name.length() - 4) + "To" : "";
            if (byName.get(other) instanceof Comparable greatest && greatest.compareTo(value) < 0) {
                throw new InvalidInput("query", name, "must not be greater than " + other);
            }
        });
    }

    private Object read(ListFilter filter, String value, QueryContext context) {
        if (filter.references().isEmpty()) {
            return filter.read(value);
        }
        String id = references.resolve(value, filter.references(), context).id();
        // As in the questions about places, a place that did not exist on the date is replaced by its namesake of then.
        return filter.name().equals(ListFilter.PLACE)
                ? investments.territory(id, context).place().id()
                : id;
    }
}
