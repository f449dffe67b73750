package io.taskforge.worker.chat;

/**
 * One question to the model, complete.
 *
 * @param system the standing instructions of the stage; holds nothing of a specification
 * @param user what is asked this time, and the fenced text of the specification last
 * @param schema the JSON Schema that the answer is constrained to
 * @param numPredict tokens of the answer at the most
 */
public record ChatCall(String system, String user, String schema, int numPredict, double temperature, int seed) {}
