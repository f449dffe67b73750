package io.taskforge.api.submission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads JSON (RFC 8259) and lets nothing pass that two readers may read differently: doubled members, trailing text, broken UTF-8. */
final class StrictJson {

    private static final int DEEPEST = 50;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(RequestBody.LIMIT)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private StrictJson() {}

    /** @throws RequestFailure {@code malformed_json}, without any of the text */
    static JsonNode parse(byte[] body) {
        JsonNode node;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            // A byte order mark is not JSON, but some clients cannot help sending it (RFC 8259, 8.1).
            node = READER.readValue(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw malformed("The body is not UTF-8.");
        } catch (JsonProcessingException e) {
            throw malformed("The body is not valid JSON" + where(e.getLocation()) + ": " + reason(e) + ".");
        }
        if (node == null || node.isMissingNode()) {
            throw malformed("The body is empty.");
        }
        refuseHalfCharacters(node);
        return node;
    }

    private static String where(JsonLocation at) {
        return at == null || at.getLineNr() < 1
                ? ""
                : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    private static String reason(JsonProcessingException e) {
        String message = String.valueOf(e.getOriginalMessage());
        if (message.startsWith("Duplicate field") || message.startsWith("Duplicate Object property")) {
            return "a member is given twice";
        }
        if (message.contains("nesting depth")) {
            return "it is nested deeper than " + DEEPEST + " levels";
        }
        if (message.startsWith("Trailing token")) {
            return "something follows the document";
        }
        return "check quotes, commas and brackets there";
    }

    /** Half a surrogate pair can be escaped in JSON but is no character: it could be neither stored nor hashed. */
    private static void refuseHalfCharacters(JsonNode node) {
        if (node.isTextual()) {
            refuseHalfCharacters(node.textValue());
        }
        node.fieldNames().forEachRemaining(StrictJson::refuseHalfCharacters);
        node.forEach(StrictJson::refuseHalfCharacters);
    }

    private static void refuseHalfCharacters(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw malformed("The body holds an escaped surrogate without its other half.");
        }
    }

    private static RequestFailure malformed(String detail) {
        return new RequestFailure(FailureCode.MALFORMED_JSON, detail);
    }
}
