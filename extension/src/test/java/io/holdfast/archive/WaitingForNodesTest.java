package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.session.SessionRecord.Live;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that are archived while the nodes cannot be told. */
class WaitingForNodesTest extends WriteBehindFixture {

    @BeforeEach
    void start() {
        archive.start(nodes);
    }

    @Test
    void whatIsArchivedStaysHereUntilTheNodesKnow() {
        nodes.areSilent = true;
        saveMany(KEY, 10);
        assertThat(isArchived(KEY)).isTrue();
        assertThat(archive.status().waiting().sessions()).isZero();
        assertThat(archive.status().waiting().forNodes()).isEqualTo(1);
        assertThat(archive.waiting(KEY)).isEqualTo(table.record(KEY));
        nodes.areSilent = false;
        clock.advance(Duration.ofSeconds(1));
        assertThat(unarchivedOnNodes(KEY)).isZero();
        assertThat(archive.status().waiting().forNodes()).isZero();
        assertThat(archive.waiting(KEY)).isNull();
    }

    @Test
    void nodesThatKeepSilentAreTriedLessAndLessOften() {
        nodes.areSilent = true;
        saveMany(KEY, 10);
        clock.advance(Duration.ofMinutes(10));
        assertThat(nodes.merges).hasSizeBetween(20, 60);
        nodes.areSilent = false;
        clock.advance(Duration.ofSeconds(30));
        assertThat(archive.status().waiting().forNodes()).isZero();
    }

    @Test
    void whoeverAsksForTheSessionHasTheNodesTriedAtOnce() {
        nodes.areSilent = true;
        saveMany(KEY, 10);
        saveMany("hf:other", 10);
        clock.advance(Duration.ofMinutes(10));
        nodes.areSilent = false;
        assertThat(archive.waiting(KEY)).isEqualTo(table.record(KEY));
        assertThat(unarchivedOnNodes(KEY)).isZero();
    }

    @Test
    void silentNodesDoNotHoldUpTheDatabase() {
        nodes.areSilent = true;
        for (int i = 0; i < 1000; i++) {
            save("hf:" + i, "a");
        }
        clock.advance(INTERVAL);
        assertThat(table.rows).hasSize(1000);
        assertThat(nodes.merges).hasSizeLessThan(10);
        nodes.areSilent = false;
        clock.advance(Duration.ofSeconds(60));
        assertThat(nodes.copies.keySet()).allMatch(key -> unarchivedOnNodes(key) == 0);
    }

    @Test
    void whereTooManyWaitTheLongestWaitingAreForgottenAndCounted() {
        bounded(1 << 20, 100);
        nodes.areSilent = true;
        for (int i = 0; i < 150; i++) {
            saveMany("hf:" + i, 10);
        }
        assertThat(table.rows).hasSize(150);
        assertThat(archive.status().waiting().forNodes()).isBetween(100, 101);
        assertThat(archive.status().totals().unconfirmed()).isBetween(49L, 50L);
        assertThat(archive.waiting("hf:149")).isNotNull();
    }

    @Test
    void aSessionThatTheNodesDoNotHaveStaysAway() {
        assertThat(archive.write(KEY, changes.first(KEY, "a"), Changes.TTL, PATIENCE))
                .isNotNull();
        assertThat(nodes.copies).isEmpty();
        assertThat(archive.status().waiting().forNodes()).isZero();
    }

    @Test
    void aChangeAfterItWasArchivedIsNotCountedAsArchived() {
        nodes.areSilent = true;
        saveMany(KEY, 10);
        save(KEY, "after");
        Live waiting = (Live) archive.waiting(KEY);
        assertThat(waiting.changes().unarchived()).isEqualTo(1);
        assertThat(waiting.attributes()).containsKey("after");
    }
}
