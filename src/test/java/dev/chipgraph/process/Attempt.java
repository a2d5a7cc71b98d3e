package dev.chipgraph.process;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A request that is sent through cuts.
 *
 * @param match value of If-Match; null for none
 * @param status of the answer when all goes well
 * @param changed ids of all that it changes, but for evidence and for what its answer names
 * @param check what has to be so afterwards
 */
record Attempt(String method, String path, String body, String match, int status, Set<String> changed, Runnable check) {

    HttpResponse<String> send(ServiceProcess service, String key) {
        var headers = new ArrayList<>(List.of("Idempotency-Key", key));
        if (body != null) {
            headers.addAll(List.of(
                    "Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json"));
        }
        if (match != null) {
            headers.addAll(List.of("If-Match", match));
        }
        return service.write(method, path, body, headers.toArray(String[]::new));
    }
}
