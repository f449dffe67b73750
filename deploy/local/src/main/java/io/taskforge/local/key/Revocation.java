package io.taskforge.local.key;

/** What became of the wish to revoke a key. */
public sealed interface Revocation {

    /** From now on it opens nothing. */
    record Done(String client) implements Revocation {}

    /** It had been revoked before. */
    record Before(String client) implements Revocation {}

    /** It is one that a launcher works with, and stays. */
    record Launchers() implements Revocation {}

    /** There is no such key. */
    record Unknown() implements Revocation {}
}
