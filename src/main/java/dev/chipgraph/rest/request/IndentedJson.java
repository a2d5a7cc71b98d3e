package dev.chipgraph.rest.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.chipgraph.rest.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Indents the JSON that a person reads: that for browsers, which alone accept HTML. */
@ApplicationScoped
public class IndentedJson {

    private final ObjectWriter writer;

    IndentedJson(ObjectMapper json) {
        writer = json.writerWithDefaultPrettyPrinter();
    }

    /** Runs after {@link CachingFilter}, which looks at the answer as an object. */
    @ServerResponseFilter(priority = Integer.MIN_VALUE)
    void indent(ContainerRequestContext request, ContainerResponseContext response) throws JsonProcessingException {
        String accept = request.getHeaderString(HttpHeaders.ACCEPT);
        boolean browser = accept != null && accept.contains(MediaType.TEXT_HTML);
        if (browser && response.hasEntity() && isJson(response.getMediaType())) {
            response.setEntity(writer.writeValueAsString(response.getEntity()));
        }
    }

    private static boolean isJson(MediaType type) {
        return MediaType.APPLICATION_JSON_TYPE.isCompatible(type)
                || MediaType.valueOf(Problem.MEDIA_TYPE).isCompatible(type);
    }
}
