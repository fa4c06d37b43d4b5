package io.holdfast.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stores and Linux say, in words of their own. */
class CountersTest {

    @Test
    void redisCountsItsCommandsByName() {
        String info = String.join(
                "\r\n",
                "$300",
                "# Stats",
                "total_connections_received:3",
                "total_net_input_bytes:2048",
                "total_net_output_bytes:512",
                "# Commandstats",
                "cmdstat_hgetall:calls=10,usec=99,usec_per_call=9.90,rejected_calls=0,failed_calls=0",
                "cmdstat_hmset:calls=4,usec=40,usec_per_call=10.00,rejected_calls=0,failed_calls=0",
                "cmdstat_exists:calls=3,usec=3,usec_per_call=1.00,rejected_calls=0,failed_calls=0",
                "cmdstat_client|setinfo:calls=2,usec=1,usec_per_call=0.50,rejected_calls=0,failed_calls=0",
                "cmdstat_info:calls=7,usec=700,usec_per_call=100.00,rejected_calls=0,failed_calls=0",
                "",
                "+OK");
        assertThat(RedisProcess.counted(info))
                .isEqualTo(Map.of(
                        Figure.READS, 10.0,
                        Figure.WRITES, 4.0,
                        Figure.OTHER_COMMANDS, 5.0,
                        Figure.TO_STORE, 2.0,
                        Figure.FROM_STORE, 0.5));
    }

    @Test
    void aRedisThatNobodyAskedAnythingHasCountedNothing() {
        assertThat(RedisProcess.counted("$0\r\n\r\n+OK")).containsEntry(Figure.READS, 0.0);
    }

    @Test
    void nodesCountTogether() {
        Map<String, String> one = Map.of("cmd_get", "5", "cmd_touch", "2", "bytes_read", "1024", "pid", "4711");
        Map<String, String> other =
                Map.of("cmd_get", "1", "cmd_set", "3", "delete_misses", "4", "bytes_written", "512");
        assertThat(Nodes.counted(List.of(one, other)))
                .isEqualTo(Map.of(
                        Figure.READS, 8.0,
                        Figure.WRITES, 3.0,
                        Figure.OTHER_COMMANDS, 4.0,
                        Figure.TO_STORE, 1.0,
                        Figure.FROM_STORE, 0.5));
    }

    @Test
    void aThreadGivesUpItsProcessorOfItselfOrNot() {
        assertThat(ProcessFiles.switches(List.of(
                        "Name:\tjava",
                        "Threads:\t77",
                        "voluntary_ctxt_switches:\t40",
                        "nonvoluntary_ctxt_switches:\t2")))
                .isEqualTo(42);
        assertThat(ProcessFiles.switches(List.of())).isZero();
    }

    @Test
    void segmentsAreThoseThatOneProcessSentToTheOthers() {
        String said = """
                ESTAB 0 0 [::ffff:127.0.0.1]:4000 [::ffff:127.0.0.1]:11211 users:(("java",pid=1,fd=4))
                \t cubic segs_out:9 data_segs_out:5 data_segs_in:7 rcv_space:65495
                ESTAB 0 0 127.0.0.1:11211 127.0.0.1:4000 users:(("memcached",pid=2,fd=5))
                \t cubic segs_out:8 data_segs_out:7 data_segs_in:5 rcv_space:65495
                ESTAB 0 0 127.0.0.1:4001 127.0.0.1:11212 users:(("java",pid=1,fd=6))
                \t cubic segs_out:8 rcv_space:65495
                ESTAB 0 0 127.0.0.1:11212 127.0.0.1:4001 users:(("memcached",pid=3,fd=5))
                \t cubic segs_out:8 data_segs_out:2 rcv_space:65495
                ESTAB 0 0 127.0.0.1:8080 127.0.0.1:5000 users:(("java",pid=1,fd=8))
                \t cubic segs_out:8 data_segs_out:100 rcv_space:65495
                ESTAB 0 0 127.0.0.1:5000 127.0.0.1:8080 users:(("wrk",pid=9,fd=3))
                \t cubic segs_out:8 data_segs_out:100 rcv_space:65495
                """;
        assertThat(Connections.segments(said, 1, List.of(2L, 3L))).isEqualTo(5);
        assertThat(Connections.segments(said, 2, List.of(1L))).isEqualTo(7);
        assertThat(Connections.segments(said, 1, List.of())).isZero();
    }

    @Test
    void thisProcessReadsItsClassesAndItsThreadsTakeTurns() {
        long pid = ProcessHandle.current().pid();
        assertThat(ProcessFiles.transferred(pid).get(Figure.TO_STORE)).isPositive();
        assertThat(ProcessFiles.switches(pid)).hasSizeGreaterThan(1);
    }
}
