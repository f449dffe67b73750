package io.taskforge.worker.model;

/**
 * How often a ticket may still be asked for again: once each, and for a third of a job's tickets, rounded up. A model that fails more
 * often than that will not do better for being asked; the rules do the rest.
 */
final class SecondTries {

    private int tickets;
    private int taken;

    /** More tickets are to be written. */
    void outlined(int more) {
        tickets += more;
    }

    /** False when there is none left. */
    boolean take() {
        boolean left = taken < Math.max(1, (tickets + 2) / 3);
        taken += left ? 1 : 0;
        return left;
    }
}
