package dev.chipgraph.rest.contract;

import dev.chipgraph.rest.problem.Answers;
import dev.chipgraph.rest.problem.ProblemType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/** What the resource methods declare by {@link Answers}, by the id of the operation. */
final class DeclaredAnswers {

    private static final Set<ProblemType> OF_REFERENCES =
            EnumSet.of(ProblemType.UNKNOWN_REFERENCE, ProblemType.AMBIGUOUS_REFERENCE, ProblemType.GONE);

    private final Map<String, AnnotationInstance> byOperation = new HashMap<>();

    DeclaredAnswers(IndexView index) {
        DotName operation = DotName.createSimple(Operation.class);
        for (AnnotationInstance answers : index.getAnnotations(Answers.class)) {
            byOperation.put(
                    answers.target()
                            .asMethod()
                            .annotation(operation)
                            .value("operationId")
                            .asString(),
                    answers);
        }
    }

    /** Whether the operation takes references to entities. */
    boolean references(String operation) {
        AnnotationInstance declared = byOperation.get(operation);
        AnnotationValue references = declared == null ? null : declared.value("references");
        return references != null && references.asBoolean();
    }

    /** The problems that the operation answers with, those of references included. */
    Set<ProblemType> problems(String operation) {
        var problems = EnumSet.noneOf(ProblemType.class);
        AnnotationInstance declared = byOperation.get(operation);
        if (declared != null && declared.value() != null) {
            Arrays.stream(declared.value().asEnumArray())
                    .map(ProblemType::valueOf)
                    .forEach(problems::add);
        }
        if (references(operation)) {
            problems.addAll(OF_REFERENCES);
        }
        return problems;
    }
}
