package io.taskforge.eval.metric;

/**
 * A measured figure. Figures of several specifications are added part to part and whole to whole, so that a total weighs every
 * statement alike and not every file.
 *
 * @param part what was hit, or the count
 * @param whole what could have been; 0 when there was nothing to measure
 */
public record Figure(double part, double whole) {

    public static final Figure NONE = new Figure(0, 0);

    public static Figure count(double count) {
        return new Figure(count, 1);
    }

    public Figure plus(Figure other) {
        return new Figure(part + other.part, whole + other.whole);
    }

    public boolean measured() {
        return whole > 0;
    }

    /** NaN when there was nothing to measure. */
    public double share() {
        return measured() ? part / whole : Double.NaN;
    }
}
