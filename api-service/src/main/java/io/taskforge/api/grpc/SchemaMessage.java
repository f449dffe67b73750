package io.taskforge.api.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import io.taskforge.api.submission.InputLimits;
import io.taskforge.model.schema.TicketSchemas;
import io.taskforge.tickets.v1.GetSchemaResponse;
import jakarta.enterprise.context.ApplicationScoped;

/** The schemas that requests, jobs and results are held to, as one message. Made when first asked for. */
@ApplicationScoped
class SchemaMessage {

    private volatile GetSchemaResponse made;

    GetSchemaResponse message() {
        GetSchemaResponse message = made;
        if (message == null) {
            message = make();
            made = message;
        }
        return message;
    }

    private static GetSchemaResponse make() {
        Struct.Builder limits = Struct.newBuilder();
        InputLimits.byName()
                .forEach((name, limit) -> limits.putFields(
                        name, Value.newBuilder().setNumberValue(limit).build()));
        return GetSchemaResponse.newBuilder()
                .setInputSchemaVersion(TicketSchemas.Name.INPUT.version())
                .setJobSchemaVersion(TicketSchemas.Name.JOB.version())
                .setResultSchemaVersion(TicketSchemas.Name.RESULT.version())
                .setLimits(limits)
                .setInputSchema(struct(TicketSchemas.Name.INPUT))
                .setJobSchema(struct(TicketSchemas.Name.JOB))
                .setResultSchema(struct(TicketSchemas.Name.RESULT))
                .build();
    }

    private static Struct struct(TicketSchemas.Name name) {
        var struct = Struct.newBuilder();
        try {
            JsonFormat.parser().merge(TicketSchemas.text(name), struct);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the published schema is not JSON", e);
        }
        return struct.build();
    }
}
