package io.taskforge.fakeollama;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** What came over the wire and how it ended, in order of arrival. */
final class Journal {

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private final List<RecordedRequest> requests = new ArrayList<>();

    Journal(Clock clock) {
        this.clock = clock;
    }

    /** @return its number */
    int arrived(Wire.Request r) {
        lock.lock();
        try {
            requests.add(new RecordedRequest(
                    requests.size() + 1,
                    clock.instant(),
                    r.method(),
                    r.path(),
                    r.headers(),
                    r.body(),
                    RecordedRequest.End.WAITING,
                    Optional.empty()));
            changed.signalAll();
            return requests.size();
        } finally {
            lock.unlock();
        }
    }

    void ended(int number, RecordedRequest.End how) {
        lock.lock();
        try {
            requests.set(number - 1, requests.get(number - 1).ended(how, clock.instant()));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<RecordedRequest> requests() {
        lock.lock();
        try {
            return List.copyOf(requests);
        } finally {
            lock.unlock();
        }
    }

    /** Whether there were that many such requests in time. */
    boolean await(int count, Predicate<RecordedRequest> such, Duration time) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = time.toNanos();
            while (requests.stream().filter(such).count() < count) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
