package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.testing.MemcachedProcess;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one request costs, told by the nodes' own counters. */
class CommandsPerRequestIT {

    private final RealNodes nodes = new RealNodes();
    private final List<MemcachedProcess> processes = nodes.processes();
    private final SessionEngine engine = nodes.engine();
    private final SessionId id = new ReplicatedSessionStore(engine).create(session -> session.set("user", "ada"));
    private Commands before = Commands.of(processes);

    /** Reads that prolong the session are counted by memcached as touches, probes' reads as gets. */
    private record Commands(long touches, long gets, long sets, long bytesRead, long bytesWritten) {

        static Commands of(List<MemcachedProcess> processes) {
            return new Commands(
                    sum(processes, "cmd_touch"),
                    sum(processes, "cmd_get"),
                    sum(processes, "cmd_set"),
                    sum(processes, "bytes_read"),
                    sum(processes, "bytes_written"));
        }

        private static long sum(List<MemcachedProcess> processes, String counter) {
            return processes.stream()
                    .mapToLong(process -> process.stat(counter))
                    .sum();
        }
    }

    @BeforeEach
    void count() {
        before = Commands.of(processes);
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    private OpenSession open() {
        return ((OpenResult.Found) engine.open(id)).session();
    }

    private void assertCommands(int touches, int sets) {
        Commands after = Commands.of(processes);
        assertThat(after.touches() - before.touches()).as("reads").isEqualTo(touches);
        assertThat(after.sets() - before.sets()).as("writes").isEqualTo(sets);
        assertThat(after.gets() - before.gets()).as("other reads").isZero();
    }

    @Test
    void aCleanReadIsOneReadForEachCopyAndNoWrite() {
        OpenSession session = open();
        assertThat(session.attributes().get("user")).isEqualTo("ada");
        session.save();
        assertCommands(2, 0);
    }

    @Test
    void ofTheTwoReadsOnlyOneBringsTheValueToAServerThatDoesNotKnowIt() {
        storeALargeOne();
        readWithin(nodes.another(), 200_000, 300_000);
        assertCommands(2, 0);
    }

    @Test
    void andNoneToOneThatDoes() {
        OpenSession held = storeALargeOne();
        readWithin(engine, 0, 50_000);
        assertCommands(2, 0);
        held.release();
    }

    private OpenSession storeALargeOne() {
        OpenSession session = open();
        session.attributes().set("payload", new byte[200_000]);
        session.save();
        before = Commands.of(processes);
        return session;
    }

    private void readWithin(SessionEngine server, long least, long most) {
        OpenSession session = ((OpenResult.Found) server.open(id)).session();
        assertThat(session.attributes().get("payload")).isNotNull();
        session.save();
        long bytes = Commands.of(processes).bytesWritten() - before.bytesWritten();
        assertThat(bytes)
                .as("bytes from the nodes, the statistics asked for included")
                .isBetween(least, most);
    }

    @Test
    void aChangeIsOneWriteForEachCopyMore() {
        OpenSession session = open();
        session.attributes().set("user", "grace");
        session.save();
        assertCommands(2, 2);
    }

    @Test
    void aNewSessionIsOneWriteForEachCopyAndNoRead() {
        engine.create().save();
        assertCommands(0, 2);
    }

    @Test
    void aLogoutWritesATombstoneToEveryNodeThatCouldHoldACopy() {
        open().end();
        assertCommands(2, 3);
    }
}
