package io.taskforge.worker.model;

import io.taskforge.model.job.Sha256;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.worker.ingest.SpecDocument;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * The numbers that make a draft repeatable: one seed for a job, and from it one for each call, so that no two calls share theirs and the
 * same job asks the same.
 *
 * @param base of the job: as asked, else derived from the specification; 0 to 2^31-1
 */
record Seeds(int base) {

    static Seeds of(SpecDocument spec, GenerationOptions options) {
        if (options.seed() != null) {
            return new Seeds(options.seed());
        }
        return new Seeds(positive(Sha256.of(spec.title() + "\n" + String.join("\n", spec.lines()))));
    }

    /**
     * @param stage {@code outline} or {@code expand}
     * @param position of the unit within the stage
     * @param attempt 0 for the first try
     */
    int forCall(String stage, int position, int attempt) {
        return positive(Sha256.of(base + "/" + stage + "/" + position + "/" + attempt));
    }

    /** Marks both ends of a block of data. Depends on the data too, so that data cannot contain its own mark. */
    String nonce(int callSeed, String data) {
        return HexFormat.of().formatHex(Sha256.of(base + "/" + callSeed + "/" + data), 0, 6);
    }

    private static int positive(byte[] hash) {
        return ByteBuffer.wrap(hash).getInt() & Integer.MAX_VALUE;
    }
}
