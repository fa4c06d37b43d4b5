package io.holdfast.store;

import io.holdfast.session.Stamp;
import io.holdfast.session.StoredValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One attribute of a live session. Guarded by its {@link LiveTable}. */
final class Slot {

    private @Nullable StoredValue stored;
    private @Nullable LiveValue decoded; // of what is stored
    private @Nullable UnstoredSet unstored;
    private final Map<Stamp, Attempt> attempts = new HashMap<>(); // whose outcome is not known yet
    private int sets;

    /**
     * What was set or removed here and is not stored yet.
     *
     * @param value null if it was removed
     * @param stamp given when it was set: given at the save, it could be later than what another server was told since
     * @param before what another unit of work had set before, likewise not stored
     */
    record UnstoredSet(
            @Nullable LiveValue value,
            Stamp stamp,
            Hands setter,
            @Nullable UnstoredSet before) {}

    private record Attempt(@Nullable LiveValue value, byte @Nullable [] bytes) {}

    /** What the attribute is now; null if it is not there, or was not decoded yet. */
    @Nullable
    LiveValue value() {
        UnstoredSet set = unstored;
        return set == null ? decoded : set.value();
    }

    @Nullable
    StoredValue stored() {
        return stored;
    }

    @Nullable
    UnstoredSet unstored() {
        return unstored;
    }

    /** Counts what was set here; what comes from other servers is not counted. */
    int sets() {
        return sets;
    }

    /** Whether it waits for its save: a set, or an object that may have changed. */
    boolean isSuspect() {
        LiveValue value = value();
        return unstored != null || (value != null && value.isSuspect());
    }

    boolean isPresent() {
        UnstoredSet set = unstored;
        return set == null ? stored instanceof StoredValue.Present : set.value() != null;
    }

    /** The bytes that have to be decoded before the attribute can be handed out; null if there are none. */
    byte @Nullable [] toDecode() {
        return unstored == null && decoded == null && stored instanceof StoredValue.Present present
                ? present.bytes()
                : null;
    }

    /** Whether {@code object} became the value: of several threads that decode the same bytes the first wins. */
    boolean decoded(byte[] from, Object object) {
        boolean isFirst = toDecode() == from;
        if (isFirst) {
            decoded = LiveValue.decoded(object, from);
        }
        return isFirst;
    }

    void set(@Nullable LiveValue value, Stamp stamp, Hands setter) {
        UnstoredSet covered = unstored;
        UnstoredSet before = covered != null && covered.setter().equals(setter) ? covered.before() : covered;
        unstored = new UnstoredSet(value, stamp, setter, before);
        sets++;
    }

    private boolean isUnstored(UnstoredSet set) {
        return unstored != null && unstored.stamp().equals(set.stamp());
    }

    /** Notes what is on its way to the nodes. */
    void attempt(StoredValue sent, @Nullable LiveValue of) {
        byte[] bytes = sent instanceof StoredValue.Present present ? present.bytes() : null;
        attempts.put(sent.stamp(), new Attempt(of, bytes));
    }

    /** Whether the nodes may have been sent something else under that stamp. */
    boolean isStampOfOther(Stamp stamp, byte @Nullable [] bytes) {
        Attempt attempt = attempts.get(stamp);
        return attempt != null && !Arrays.equals(attempt.bytes, bytes);
    }

    boolean hasAttempts() {
        return !attempts.isEmpty();
    }

    /**
     * Takes what is stored by now.
     *
     * @param exact whether it is all there is, so that it counts though it is older than what was known
     */
    void follow(@Nullable StoredValue now, boolean exact) {
        StoredValue known = stored;
        boolean isNewer = now != null && (known == null || now.stamp().isAfter(known.stamp()));
        if (isNewer || (exact && !sameStamp(known, now))) {
            decoded = valueOf(now);
            stored = now;
        }
        if (now != null) {
            attempts.keySet().removeIf(stamp -> !stamp.isAfter(now.stamp()));
        }
        UnstoredSet set = unstored;
        if (set != null && hasOvertaken(set)) {
            unstored = null;
        }
    }

    /** Whether it is stored, though nobody has told so, or something later. */
    boolean hasOvertaken(UnstoredSet set) {
        StoredValue now = stored;
        return now != null && !set.stamp().isAfter(now.stamp());
    }

    /** What this server wrote itself comes back as the object that others have in hand, and so do equal bytes. */
    private @Nullable LiveValue valueOf(@Nullable StoredValue now) {
        if (!(now instanceof StoredValue.Present present)) {
            return null;
        }
        Attempt attempt = attempts.get(present.stamp());
        LiveValue own = attempt == null ? null : attempt.value;
        LiveValue known = decoded;
        if (own == null && known != null && Arrays.equals(known.written(), present.bytes())) {
            own = known;
        }
        if (own != null) {
            own.written(present.bytes());
        }
        return own;
    }

    private static boolean sameStamp(@Nullable StoredValue a, @Nullable StoredValue b) {
        return a == null ? b == null : (b != null && a.stamp().equals(b.stamp()));
    }

    /** A set is stored, or nothing came of it that is to be stored. */
    void done(UnstoredSet set) {
        if (isUnstored(set)) {
            unstored = null;
        }
    }

    /** Whether what was set is what is stored, byte for byte: it becomes the object of that. */
    boolean adopts(UnstoredSet set, byte[] bytes) {
        LiveValue value = set.value();
        boolean isStill = stored instanceof StoredValue.Present present && Arrays.equals(present.bytes(), bytes);
        if (isStill && isUnstored(set) && value != null) {
            value.written(bytes);
            decoded = value;
            unstored = null;
        }
        return isStill;
    }

    /** Gives up a set that cannot be stored, for what it took the place of, or what came since. */
    void takeBack(UnstoredSet set) {
        if (isUnstored(set)) {
            UnstoredSet before = set.before();
            StoredValue now = stored;
            boolean isOld = before != null && now != null && now.stamp().isAfter(before.stamp());
            unstored = isOld ? null : before;
            sets++;
        }
    }

    /** Forgets the object of what is stored: the next look decodes it. */
    void letGo() {
        decoded = null;
    }

    /** Gives up an object that cannot be stored: the next look decodes what is. */
    void detach() {
        decoded = null;
        unstored = null;
        sets++;
        attempts.clear();
    }
}
