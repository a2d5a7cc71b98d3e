package dev.chipgraph.rest.write;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chipgraph.change.Ledger.Receipt;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.KnownAt;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.question.Entities;
import dev.chipgraph.query.question.Relationships;
import dev.chipgraph.query.question.Relationships.Supporting;
import dev.chipgraph.rest.request.ContextParameters;
import dev.chipgraph.rest.request.ResponseContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Answers to writes: what was written, in its state right after the change, also when the request is repeated later. */
@ApplicationScoped
public class WriteAnswers {

    static final String ENTITIES = "/v1/entities/";
    static final String RELATIONSHIPS = "/v1/relationships/";

    private final Entities entities;
    private final Relationships relationships;
    private final WriteRequest request;
    private final ResponseContext reply;

    WriteAnswers(Entities entities, Relationships relationships, WriteRequest request, ResponseContext reply) {
        this.entities = entities;
        this.relationships = relationships;
        this.request = request;
        this.reply = reply;
    }

    /**
     * The answer to a deletion.
     *
     * @param id id of what was deleted
     * @param relationships ids of the relationships that were deleted with an entity
     * @param history path of its history
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(description = "The answer to a deletion.")
    public record Deletion(
            @Schema(description = "Id of what was deleted.") String id,

            @Schema(description = "Ids of the relationships that were deleted with it.") @Nullable
            List<String> relationships,

            @Schema(description = "Path of its history.") @Nullable
            String history) {}

    /**
     * The answer to a merge.
     *
     * @param merged id of the entity that no longer exists
     * @param moved ids of its relationships that now belong to the remaining entity
     * @param joined ids of the relationships that both entities had, which now have the evidence of both
     * @param deleted ids of the relationships between the two entities
     * @param entity the remaining entity
     */
    @Schema(name = "Merge", description = "The answer to a merge.")
    public record Merged(
            @Schema(description = "Id of the entity that no longer exists.")
            String merged,

            @Schema(description = "Ids of its relationships that now belong to the remaining entity.")
            List<String> moved,

            @Schema(
                    description =
                            "Ids of the relationships that both entities had. They now have the evidence of both.")
            List<String> joined,

            @Schema(description = "Ids of the relationships between the two entities, which were deleted.")
            List<String> deleted,

            @Schema(description = "The remaining entity, after the merge.", ref = "Entity")
            Entity entity) {}

    /** @param collection path of the collection in which the client finds the entity */
    RestResponse<Entity> entity(Receipt receipt, String collection) {
        String id = receipt.outcome().id();
        return request.answer(receipt, collection + id, () -> entity(id, receipt));
    }

    RestResponse<Relationship> relationship(Receipt receipt) {
        String id = receipt.outcome().id();
        return request.answer(
                receipt,
                RELATIONSHIPS + id,
                () -> relationships.get(id, context(receipt)).orElseThrow(NotFoundException::new));
    }

    RestResponse<Supporting> evidence(Receipt receipt) {
        String id = receipt.outcome().id();
        return request.answer(receipt, "/v1/evidence/" + id, () -> relationships.evidenceRecord(id, context(receipt)));
    }

    /** @param path path of what was deleted, or of what a deleted record of evidence was about */
    RestResponse<Deletion> deletion(Receipt receipt, String path) {
        return request.answer(
                receipt,
                path,
                () -> new Deletion(receipt.outcome().id(), ids(receipt, "relationships"), path + "/history"));
    }

    RestResponse<Merged> merge(Receipt receipt) {
        String remaining = receipt.outcome().id();
        return request.answer(
                receipt,
                ENTITIES + remaining,
                () -> new Merged(
                        receipt.outcome().details().get("merged").toString(),
                        ids(receipt, "moved"),
                        ids(receipt, "joined"),
                        ids(receipt, "deleted"),
                        entity(remaining, receipt)));
    }

    private Entity entity(String id, Receipt receipt) {
        return entities.get(id, context(receipt)).orElseThrow(NotFoundException::new);
    }

    /** A repeated request reads the state that it recorded the first time. */
    private QueryContext context(Receipt receipt) {
        QueryContext now = reply.context(new ContextParameters(), ValidAt.fromString(ValidAt.ALL));
        KnownAt known = receipt.repeated() ? KnownAt.fromString(receipt.at().toString()) : now.known();
        return new QueryContext(now.at(), known, true, now.languages());
    }

    /** Null when the outcome has no such detail. */
    private static List<String> ids(Receipt receipt, String detail) {
        return receipt.outcome().details().get(detail) instanceof List<?> ids
                ? ids.stream().map(String::valueOf).toList()
                : null;
    }
}
