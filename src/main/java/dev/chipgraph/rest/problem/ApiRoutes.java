package dev.chipgraph.rest.problem;

import dev.chipgraph.model.Kind;
import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestPath;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.mapping.URITemplate;
import org.jboss.resteasy.reactive.server.util.RuntimeResourceVisitor;

/**
 * The routes of the API, read from the router at the first request. The router itself accepts any word as the kind in a
 * path, and does not tell clients which methods a resource allows.
 */
@ApplicationScoped
public class ApiRoutes {

    private static final String ROOT = "/v1/";
    private static final String KIND = "{kind}";
    private static final Pattern MATRIX_PARAMETERS = Pattern.compile(";[^/]*");
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final Map<String, RequestMapper<RuntimeResource>> resources = new HashMap<>();
    private final SortedSet<String> collections = new TreeSet<>();

    @PostConstruct
    void read() {
        var routes = new HashMap<String, ArrayList<RequestPath<RuntimeResource>>>();
        RuntimeResourceVisitor.visitRuntimeResources(
                "", ResteasyReactiveRecorder.getCurrentDeployment().getClassMappers(), new RuntimeResourceVisitor() {
                    @Override
                    public void visitRuntimeResource(String method, String template, RuntimeResource resource) {
                        withKinds(template).forEach(path -> {
                            routes.computeIfAbsent(method, first -> new ArrayList<>())
                                    .add(new RequestPath<>(false, new URITemplate(path, false), resource));
                            if (path.startsWith(ROOT)) {
                                collections.add(collection(path));
                            }
                        });
                    }
                });
        routes.forEach((method, paths) -> resources.put(method, new RequestMapper<>(paths)));
    }

    private static Stream<String> withKinds(String template) {
        return template.contains(KIND)
                ? Arrays.stream(Kind.values()).map(kind -> template.replace(KIND, kind.path()))
                : Stream.of(template);
    }

    /**
     * The methods that the resource at a path allows; empty when there is no resource.
     *
     * @param path normalized, but not decoded
     */
    public Set<String> methods(String path) {
        var methods = new TreeSet<String>();
        resources.keySet().stream()
                .filter(method -> resource(method, path).isPresent())
                .forEach(methods::add);
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return methods;
    }

    /**
     * Whether a request only reads. A POST reads if its resource needs no role, such as that for patterns, and if the router
     * does not have to choose between several by the type of the body.
     */
    public boolean isRead(String method, String path) {
        return SAFE.contains(method)
                || resource(method, path)
                        .map(RuntimeResource::getLazyMethod)
                        .filter(resource -> DeclaredRole.of(resource).isEmpty())
                        .isPresent();
    }

    private Optional<RuntimeResource> resource(String method, String path) {
        return Optional.ofNullable(resources.get(method))
                .map(mapper -> mapper.map(MATRIX_PARAMETERS.matcher(path).replaceAll("")))
                .map(match -> match.value);
    }

    /** Tells a client that no resource has this path, which one it may have meant, and which collections exist. */
    String unknownPath(String path) {
        return "No resource has this path%s The collections under /v1 are %s. /q/swagger-ui documents the API."
                .formatted(
                        DidYouMean.best(collection(path), collections)
                                .map(meant -> "; did you mean /v1/" + meant + "?")
                                .orElse("."),
                        String.join(", ", collections));
    }

    private static String collection(String path) {
        return path.replaceFirst("^/(v1/?)?", "").replaceFirst("/.*", "");
    }
}
