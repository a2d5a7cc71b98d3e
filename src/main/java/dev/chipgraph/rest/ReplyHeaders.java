package dev.chipgraph.rest;

import dev.chipgraph.graph.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Headers that every answer about the graph carries. */
@ApplicationScoped
public class ReplyHeaders {

    static final String GRAPH_VERSION = "X-Graph-Version";

    private final Database database;
    private final Reply reply;

    ReplyHeaders(Database database, Reply reply) {
        this.database = database;
        this.reply = reply;
    }

    @ServerResponseFilter
    void add(ContainerResponseContext response) {
        var headers = response.getHeaders();
        headers.putSingle(HttpHeaders.VARY, HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_LANGUAGE);
        headers.putSingle(GRAPH_VERSION, database.version());
        if (response.getStatus() == 200) {
            headers.putSingle(HttpHeaders.CONTENT_LANGUAGE, reply.languages());
            reply.next().ifPresent(link -> headers.putSingle(HttpHeaders.LINK, link.toString()));
        }
    }
}
