package io.taskforge.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskforge.api.client.ClientTerms;
import io.taskforge.api.failure.DocumentedFailure;
import io.taskforge.api.submission.InputLimits;
import io.taskforge.model.client.Scope;
import io.taskforge.model.schema.TicketSchemas;
import io.taskforge.model.schema.TicketSchemas.Name;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the service takes and gives, whichever door is asked. The same for all clients, but for the models that they may name. */
@ApplicationScoped
public class ReadSchema {

    private final JsonNode input = TicketSchemas.json(Name.INPUT);
    private final JsonNode job = TicketSchemas.json(Name.JOB);
    private final JsonNode result = TicketSchemas.json(Name.RESULT);
    private final JsonNode event = TicketSchemas.json(Name.EVENT);
    private final Map<String, Integer> limits = InputLimits.byName();
    private final Map<String, List<String>> enums = enums();
    private final List<String> errorCodes =
            DocumentedFailure.all().stream().map(DocumentedFailure::code).toList();
    private final List<String> models;

    ReadSchema(@ConfigProperty(name = "taskforge.models") List<String> models) {
        this.models = models.stream().map(String::strip).toList();
    }

    public SchemaDocument of(ClientTerms terms) {
        return new SchemaDocument(
                Name.SCHEMA.version(),
                Name.INPUT.version(),
                Name.JOB.version(),
                Name.RESULT.version(),
                input,
                job,
                result,
                limits,
                enums,
                terms.nameable(models),
                errorCodes,
                PublishedResource.OPENAPI,
                PublishedResource.PROTO);
    }

    /** In the order of the names, so that every replica says the same. */
    private Map<String, List<String>> enums() {
        Map<String, List<String>> words = new TreeMap<>();
        JsonNode options = input.at("/$defs/Options/properties");
        words.put("dependency_mode", words(options.path("dependency_mode")));
        words.put("output_detail", words(options.path("output_detail")));
        words.put("traceability", words(options.path("traceability")));
        words.put("status", words(job.at("/properties/status")));
        words.put("phase", words(job.at("/properties/progress/properties/phase")));
        words.put("callback_status", words(job.at("/properties/callback/properties/status")));
        words.put("event_type", words(event.at("/properties/type")));
        JsonNode parts = result.path("$defs");
        words.put("ticket_type", words(parts.at("/Ticket/properties/ticket_type")));
        words.put("priority", words(parts.at("/Ticket/properties/priority")));
        words.put("note_severity", words(parts.at("/Note/properties/severity")));
        words.put("requirement_kind", words(parts.at("/Requirement/properties/kind")));
        words.put("finding_severity", words(parts.at("/Finding/properties/severity")));
        words.put("engine", words(result.at("/properties/generation/properties/engine")));
        words.put("finish_reason", words(result.at("/properties/generation/properties/finish_reason")));
        words.put("scope", Arrays.stream(Scope.values()).map(Scope::wireName).toList());
        return Collections.unmodifiableMap(words);
    }

    private static List<String> words(JsonNode rule) {
        return StreamSupport.stream(rule.required("enum").spliterator(), false)
                .filter(word -> !word.isNull())
                .map(JsonNode::textValue)
                .toList();
    }
}
