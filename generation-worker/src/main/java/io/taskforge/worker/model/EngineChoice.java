package io.taskforge.worker.model;

/** The setting {@code taskforge.engine}. */
public enum EngineChoice {
    /** The model when its server is ready, else the rules; the result says which and why. */
    AUTO,
    /** The model always. A server that is away fails the attempt, never turns into rules. */
    MODEL,
    /** The rules always; no network. */
    RULES
}
