package io.taskforge.api.grpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import io.taskforge.api.client.ClientTerms;
import io.taskforge.api.contract.ReadSchema;
import io.taskforge.api.contract.SchemaDocument;
import io.taskforge.tickets.v1.GetSchemaResponse;
import jakarta.enterprise.context.ApplicationScoped;

/** What {@link SchemaDocument} is over REST, as a message. What is the same for all clients is made when first asked for. */
@ApplicationScoped
class SchemaMessage {

    private final ReadSchema readSchema;
    private volatile GetSchemaResponse ofEveryone;

    SchemaMessage(ReadSchema readSchema) {
        this.readSchema = readSchema;
    }

    GetSchemaResponse of(ClientTerms terms) {
        SchemaDocument document = readSchema.of(terms);
        GetSchemaResponse common = ofEveryone;
        if (common == null) {
            common = withoutModels(document);
            ofEveryone = common;
        }
        return common.toBuilder().addAllModels(document.models()).build();
    }

    private static GetSchemaResponse withoutModels(SchemaDocument document) {
        Struct.Builder limits = Struct.newBuilder();
        document.limits()
                .forEach((name, limit) -> limits.putFields(
                        name, Value.newBuilder().setNumberValue(limit).build()));
        return GetSchemaResponse.newBuilder()
                .setInputSchemaVersion(document.inputSchemaVersion())
                .setJobSchemaVersion(document.jobSchemaVersion())
                .setResultSchemaVersion(document.resultSchemaVersion())
                .setLimits(limits)
                .setInputSchema(struct(document.inputSchema()))
                .setJobSchema(struct(document.jobSchema()))
                .setResultSchema(struct(document.resultSchema()))
                .build();
    }

    private static Struct struct(JsonNode schema) {
        var struct = Struct.newBuilder();
        try {
            JsonFormat.parser().merge(schema.toString(), struct);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the published schema is not a message", e);
        }
        return struct.build();
    }
}
