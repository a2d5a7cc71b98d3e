package dev.chipgraph.rest.contract;

import dev.chipgraph.rest.request.CachingFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Adds the headers of the responses. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 38)
public class ResponseHeaders implements OASFilter {

    private static final String REPLAYED = "Idempotency-Replayed";
    private static final String APPLIED = "Preference-Applied";
    private static final String LIMIT = "RateLimit";
    private static final String POLICY = "RateLimit-Policy";

    /** What each header says, with an example. */
    private static final Map<String, List<String>> HEADERS = new LinkedHashMap<>();

    static {
        describe(
                HttpHeaders.ETAG,
                "Identifies the answer, for If-None-Match, or the state of what was written, for If-Match.",
                "\"31-5d41402abc4b2a76\"");
        describe(
                CachingFilter.GRAPH_VERSION,
                "Version of the graph that the answer came from, or that the change made. X-Min-Graph-Version asks for this version or a later one.",
                "31");
        describe(
                HttpHeaders.CONTENT_LANGUAGE,
                "BCP 47 tags of the languages of the names, descriptions, labels and sentences.",
                "en");
        describe(
                HttpHeaders.LINK,
                "The next page (rel=\"next\"), unless this is the last one.",
                "</v1/companies?cursor=WzAsImZwdCJd>; rel=\"next\"");
        describe(HttpHeaders.LOCATION, "Path of the resource.", "/v1/companies/fpt");
        describe(REPLAYED, "true if the request was carried out before, with the same Idempotency-Key.", "true");
        describe(APPLIED, "The preference that was followed.", "return=minimal");
        describe(
                LIMIT,
                "Requests that remain (r), and seconds until all are available again (t).",
                "\"anonymous\";r=598;t=1");
        describe(POLICY, "Requests that are allowed (q) in so many seconds (w).", "\"anonymous\";q=600;w=60");
        describe(HttpHeaders.RETRY_AFTER, "Seconds after which to repeat the request, with 429 and 503.", "1");
        describe(HttpHeaders.WWW_AUTHENTICATE, "How to authenticate, with 401.", "Bearer realm=\"chipgraph\"");
    }

    private static void describe(String name, String description, String example) {
        HEADERS.put(name, List.of(description, example));
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        HEADERS.forEach((name, words) -> api.getComponents()
                .addHeader(
                        name,
                        OASFactory.createHeader()
                                .description(words.getFirst())
                                .schema(Contract.schema(SchemaType.STRING))
                                .example(words.getLast())));
        api.getComponents().getResponses().forEach(ResponseHeaders::addToShared);
        api.getPaths()
                .getPathItems()
                .forEach((path, resource) ->
                        resource.getOperations().forEach((method, operation) -> add(path, method, operation)));
    }

    private static void addToShared(String name, APIResponse response) {
        var headers = new ArrayList<>(List.of(CachingFilter.GRAPH_VERSION, LIMIT, POLICY));
        switch (name) {
            case SharedResponses.MINIMAL -> headers.addAll(List.of(HttpHeaders.ETAG, APPLIED, REPLAYED));
            case SharedResponses.UNCHANGED ->
                headers.addAll(List.of(HttpHeaders.ETAG, HttpHeaders.CONTENT_LANGUAGE, HttpHeaders.LINK));
            case SharedResponses.MERGED -> headers.add(HttpHeaders.LOCATION);
            case SharedResponses.OTHER_PROBLEMS ->
                headers.addAll(List.of(HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE));
            default -> {}
        }
        headers.forEach(header -> response.addHeader(header, reference(header)));
    }

    private static void add(String path, HttpMethod method, Operation operation) {
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (response.getRef() != null) {
                return;
            }
            var headers = new ArrayList<>(List.of(CachingFilter.GRAPH_VERSION, LIMIT, POLICY));
            boolean read = CachingFilter.isCacheable(method.name(), path);
            boolean hasParameter = Contract.parameters(operation).stream()
                    .anyMatch(parameter -> parameter.getName().equals("cursor"));
            if (status.equals("200")) {
                headers.add(HttpHeaders.CONTENT_LANGUAGE);
            }
            boolean writes = operation.getResponses().hasAPIResponse("204") || status.equals("201");
            if (read || (writes && !CachingFilter.isAboutAccess(path))) {
                headers.add(HttpHeaders.ETAG);
            }
            if (read && hasParameter) {
                headers.add(HttpHeaders.LINK);
            }
            if (writes && !CachingFilter.isAboutAccess(path)) {
                headers.add(REPLAYED);
            }
            if (status.equals("201") && !CachingFilter.isAboutAccess(path)) {
                headers.add(APPLIED);
            }
            if (status.equals("201") || status.equals("202")) {
                headers.add(HttpHeaders.LOCATION);
            }
            headers.forEach(header -> response.addHeader(header, reference(header)));
        });
    }

    private static Header reference(String name) {
        return OASFactory.createHeader().ref("#/components/headers/" + name);
    }
}
