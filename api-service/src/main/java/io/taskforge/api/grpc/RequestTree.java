package io.taskforge.api.grpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import io.taskforge.tickets.v1.SubmitJobRequest;
import java.util.List;

/**
 * A request over gRPC as the JSON document that the same request is over REST, so that one check and one fingerprint hold for both.
 * A field that is not set is a member that is not there.
 */
final class RequestTree {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RequestTree() {}

    static ObjectNode of(SubmitJobRequest request) {
        return object(request);
    }

    private static ObjectNode object(Message message) {
        ObjectNode object = JSON.objectNode();
        message.getAllFields().forEach((field, value) -> object.set(field.getName(), member(field, value)));
        // A newer client's field must be refused like a newer member, not ignored: it asks for something.
        message.getUnknownFields().asMap().keySet().forEach(number -> object.put("field_" + number, true));
        return object;
    }

    private static JsonNode member(FieldDescriptor field, Object value) {
        if (field.isMapField()) {
            ObjectNode object = JSON.objectNode();
            for (Object entry : (List<?>) value) {
                var pair = (MapEntry<?, ?>) entry;
                object.set(String.valueOf(pair.getKey()), value(pair.getValue()));
            }
            return object;
        }
        if (field.isRepeated()) {
            ArrayNode array = JSON.arrayNode();
            ((List<?>) value).forEach(each -> array.add(value(each)));
            return array;
        }
        return value(value);
    }

    private static JsonNode value(Object value) {
        return switch (value) {
            case String text -> JSON.textNode(text);
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case Float number -> JSON.numberNode(number);
            case Double number -> JSON.numberNode(number);
            case Boolean flag -> JSON.booleanNode(flag);
            case EnumValueDescriptor constant -> JSON.textNode(constant.getName());
            case ByteString bytes -> JSON.binaryNode(bytes.toByteArray());
            case Message message -> object(message);
            default -> throw new IllegalStateException("protobuf has no " + value.getClass());
        };
    }
}
