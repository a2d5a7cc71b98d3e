package dev.chipgraph.rest.problem;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * Configures JSON: amounts without exponents, unknown fields rejected, and limits against bodies that are costly to
 * parse.
 */
@Singleton
public class JsonConfig implements ObjectMapperCustomizer {

    private static final int MAX_DEPTH = 50;
    private static final int MAX_STRING_LENGTH = 1_000_000;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_NAME_LENGTH = 1_000;

    /** Message for a body that exceeds one of the limits. */
    public static final String BOUNDS =
            "The body is nested deeper than %d levels, or has a text of more than %d characters, a number of more than %d digits or a name of more than %d characters."
                    .formatted(MAX_DEPTH, MAX_STRING_LENGTH, MAX_NUMBER_LENGTH, MAX_NAME_LENGTH);

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.getFactory().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN.mappedFeature());
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_STRING_LENGTH)
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .maxNameLength(MAX_NAME_LENGTH)
                        .build());
        mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }
}
