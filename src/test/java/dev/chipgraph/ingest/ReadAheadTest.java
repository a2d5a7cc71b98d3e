package dev.chipgraph.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

    private static final int END = 4;

    private final AtomicInteger read = new AtomicInteger();

    @Test
    void partsComeInOrderAndNothingIsReadAfterTheEnd() {
        var parts = new ArrayList<Integer>();

        ReadAhead.forEach(read::incrementAndGet, part -> part == END, () -> {}, parts::add);

        assertThat(parts).isEqualTo(List.of(1, 2, 3));
        assertThat(read).hasValue(END);
    }

    @Test
    void thePartAfterThatInUseIsRead() {
        var second = new CountDownLatch(2);

        ReadAhead.forEach(
                () -> {
                    second.countDown();
                    return read.incrementAndGet();
                },
                part -> part == END,
                () -> {},
                part -> assertThat(isReached(second)).isTrue());

        assertThat(read).hasValue(END);
    }

    @Test
    void theHeartbeatGoesOnWhileAPartIsAwaited() {
        var beaten = new CountDownLatch(1);

        ReadAhead.forEach(() -> isReached(beaten), part -> true, beaten::countDown, part -> {});

        assertThat(beaten.getCount()).isZero();
    }

    @Test
    void aFailureToReadEndsIt() {
        var failure = new UncheckedIOException(new IOException("unplugged"));

        assertThatThrownBy(() -> ReadAhead.forEach(
                        () -> {
                            throw failure;
                        },
                        part -> false,
                        () -> {},
                        part -> {}))
                .isSameAs(failure);
    }

    private static boolean isReached(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
