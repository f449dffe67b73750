package io.taskforge.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskforge.api.failure.DocumentedFailure;
import java.util.List;

/** What is to be said about each failure: its code's facts from {@code failure}, and the words for people from {@code errors.yaml}. */
final class ErrorNotes {

    /**
     * One failure.
     *
     * @param meaning what happened
     * @param remedy what the client should do
     * @param detail as an answer may have it
     * @param errors violations as an answer may have them; missing when it has none
     * @param job the name of a job example that such an answer shows; empty when it shows none
     */
    record Note(DocumentedFailure failure, String meaning, String remedy, String detail, JsonNode errors, String job) {}

    private ErrorNotes() {}

    /** By status, in the order of the codes. */
    static List<Note> all() {
        ObjectNode notes = ContractFile.yaml("errors.yaml");
        List<Note> all = DocumentedFailure.all().stream()
                .map(failure -> note(failure, notes.path(failure.code())))
                .toList();
        if (notes.size() != all.size()) {
            throw new IllegalStateException("errors.yaml describes a code that does not exist");
        }
        return all;
    }

    private static Note note(DocumentedFailure failure, JsonNode note) {
        return new Note(
                failure,
                note.required("meaning").textValue(),
                note.required("remedy").textValue(),
                note.required("detail").textValue(),
                note.path("errors"),
                note.path("job").asText());
    }
}
