package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Two servers, one table, and whatever happens in whichever order. */
class BehindPropertyTest {

    private enum What {
        SAVE,
        OPEN,
        END,
        PASS_TIME,
        DATABASE_GOES,
        DATABASE_RETURNS,
        NODES_KEEP_SILENT,
        NODES_ANSWER
    }

    private record Step(What what, int server, int session, int millis) {}

    private static Arbitrary<Step> steps(What... kinds) {
        return Combinators.combine(
                        Arbitraries.of(kinds),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 20_000))
                .as(Step::new);
    }

    @Provide
    Arbitrary<List<Step>> peacefulCourses() {
        return steps(What.SAVE, What.SAVE, What.SAVE, What.OPEN, What.PASS_TIME)
                .list()
                .ofMaxSize(120);
    }

    @Provide
    Arbitrary<List<Step>> courses() {
        return steps(What.values()).list().ofMaxSize(150);
    }

    private static final class Course extends WriteBehindFixture {
        private static final int DAY = 86_400;

        private final WriteBehind[] servers;
        private final Changes[] makers;

        Course(int every, long mostBytes) {
            ArchiveSettings settings = new ArchiveSettings(every, INTERVAL, mostBytes, 1000, Duration.ofSeconds(3));
            servers = new WriteBehind[] {archive(settings), archive(settings)};
            makers = new Changes[] {changes, others};
            for (WriteBehind each : servers) {
                each.start(nodes);
            }
        }

        void take(Step step) {
            String key = "hf:" + step.session;
            WriteBehind server = servers[step.server];
            switch (step.what) {
                case SAVE -> {
                    if (makers[step.server].onNodes(nodes, key, "a" + step.millis % 4) instanceof Live saved) {
                        server.saved(key, saved, DAY);
                    }
                }
                case OPEN -> {
                    if (nodes.copies.get(key) instanceof Live copy) {
                        server.seen(key, copy, DAY);
                    }
                    SessionRecord unused = server.waiting(key);
                }
                case END -> {
                    Tombstone end = makers[step.server].end();
                    nodes.copies.merge(key, end, SessionMerge::merge);
                    SessionRecord unused = server.write(key, end, DAY, MOMENT);
                }
                case PASS_TIME -> clock.advance(Duration.ofMillis(step.millis));
                case DATABASE_GOES -> table.isAway = true;
                case DATABASE_RETURNS -> table.isAway = false;
                case NODES_KEEP_SILENT -> nodes.areSilent = true;
                case NODES_ANSWER -> nodes.areSilent = false;
            }
        }

        int lacking(String key) {
            Live copy = (Live) nodes.copies.get(key);
            SessionRecord row = table.record(key);
            return row == null
                    ? copy.changes().unarchived()
                    : ((Live) SessionMerge.merge(row, copy)).changes().unarchived();
        }

        int waiting() {
            return servers[0].status().waiting().sessions()
                    + servers[1].status().waiting().sessions();
        }
    }

    @Property(tries = 300)
    void aRowNeverLacksAsManyChangesAsItMayWhileTheDatabaseIsWell(
            @ForAll("peacefulCourses") List<Step> steps, @ForAll @IntRange(min = 1, max = 12) int every) {
        Course course = new Course(every, 1 << 20);
        for (Step step : steps) {
            course.take(step);
            assertThat(course.nodes.copies.keySet()).allMatch(key -> course.lacking(key) <= every - 1);
        }
        course.clock.advance(WriteBehindFixture.INTERVAL.multipliedBy(2));
        assertThat(course.nodes.copies.keySet()).allMatch(key -> course.lacking(key) == 0);
        assertThat(course.waiting()).isZero();
    }

    @Property(tries = 300)
    void whateverHappensInTheEndTheTableHasIt(
            @ForAll("courses") List<Step> steps, @ForAll @IntRange(min = 0, max = 3) int thousandsOfBytes) {
        Course course = new Course(10, thousandsOfBytes * 1000L);
        steps.forEach(course::take);
        course.table.isAway = false;
        course.nodes.areSilent = false;
        course.clock.advance(Duration.ofMinutes(4));
        assertThat(course.nodes.copies.keySet()).allMatch(course::isArchived);
        assertThat(course.waiting()).isZero();
        assertThat(course.servers).allMatch(each -> each.status().waiting().forNodes() == 0);
        assertThat(course.servers).allMatch(each -> each.status().totals().forgotten() == 0);
    }
}
