package io.taskforge.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI document: {@code openapi.yaml} ▶ the published schemas put in ▶ what each operation may fail with put in. The same build
 * makes the same text.
 */
final class OpenApiDocument {

    private static final String FROM = "x-from";

    private OpenApiDocument() {}

    static ObjectNode make() {
        ObjectNode document = ContractFile.yaml("openapi.yaml");
        putSchemasInto(document.withObject("/components/schemas"));
        ErrorResponses.writeInto(document);
        return document;
    }

    private static void putSchemasInto(ObjectNode schemas) {
        schemas.properties().forEach(member -> {
            JsonNode from = member.getValue().path(FROM);
            if (from.isTextual()) {
                member.setValue(ComponentSchemas.part(from.textValue()));
            }
        });
        ComponentSchemas.all().properties().forEach(published -> {
            if (schemas.replace(published.getKey(), published.getValue()) != null) {
                throw new IllegalStateException("two schemas are called " + published.getKey());
            }
        });
    }
}
