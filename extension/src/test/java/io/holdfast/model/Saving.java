package io.holdfast.model;

import java.util.ArrayList;
import java.util.List;

/** The commit of a request: compares, encodes, writes to the owners, and only then answers. */
final class Saving {

    private final Request request;
    private final World world;
    private List<Change> changes = new ArrayList<>();
    private int versionAtStart;

    Saving(Request request) {
        this.request = request;
        this.world = request.world;
    }

    Step begin() {
        request.saves = request.kind != Kind.LINGERS;
        return this::take;
    }

    private Step take() {
        LiveSession live = request.live;
        if (live.hasEnded()) {
            return request.refuseGone("ended meanwhile");
        }
        if (live.writer != null && live.writer != request) {
            if (!world.holds(Rule.A_WRITE_UNDER_WAY_IS_WAITED_FOR)) {
                return request.acknowledge();
            }
            if (world.holds(Rule.SAVES_TAKE_TURNS)) {
                return this::take;
            }
        }
        live.writer = request;
        request.saves = true;
        DirtyCheck dirtyCheck = new DirtyCheck(request);
        changes = dirtyCheck.changes();
        if (dirtyCheck.isRefused()) {
            return refuse(dirtyCheck);
        }
        if (world.holds(Rule.STAMPS_COME_BEFORE_BYTES)) {
            return encode();
        }
        return this::encode;
    }

    private Step refuse(DirtyCheck dirtyCheck) {
        boolean unsure = request.live.failed && dirtyCheck.hasToDetach();
        if (unsure && world.holds(Rule.WHO_DETACHES_LOOKS_WHAT_UNSURE_WRITES_HAVE_LEFT)) {
            return new OpenAttempt(request).again(() -> detach(dirtyCheck));
        }
        return detach(dirtyCheck);
    }

    private Step detach(DirtyCheck dirtyCheck) {
        dirtyCheck.detach();
        request.refusedForAValue = true;
        return request.refuse("a value cannot be stored");
    }

    private Step encode() {
        LiveSession live = request.live;
        if (changes.isEmpty() && !request.needsRepair) {
            return answer();
        }
        versionAtStart = live.version;
        Base base = world.holds(Rule.BASE_AND_TOKENS_ARE_ONE) || request.openedWith == null
                ? live.base
                : Base.of(request.openedWith.stored(), live.base.copyOfTokens());
        Stored wanted = base.stored();
        for (Change change : List.copyOf(changes)) {
            wanted = encode(change, wanted);
        }
        return new Writing(request, live.key, base.with(wanted), this::stored, this::fail).begin();
    }

    private Stored encode(Change change, Stored wanted) {
        long stamp = change.stamp() == 0 ? world.stamp() : change.stamp();
        changes.remove(change);
        changes.add(new Change(change.name(), change.value(), change.bits(), stamp, change.version(), change.isSet()));
        request.live.gave(stamp, change.value());
        if (change.isSet()) {
            request.live.slot(change.name()).writes(change.bits());
        }
        world.guarantees.encodes(request, change);
        if (!world.holds(Rule.CLEAN_ONLY_AFTER_THE_ACKNOWLEDGEMENT)) {
            clean(change, change.bits());
        }
        Entry there = wanted.entry(change.name());
        return wanted.with(change.name(), there.later(new Entry(stamp, change.bits())));
    }

    private Step stored(Writing written) {
        LiveSession live = request.live;
        request.needsRepair = false;
        live.failed = false;
        for (Change change : changes) {
            request.wroteStamps[change.name().place()] = change.stamp();
            boolean onlyEncoded = world.holds(Rule.CLEAN_ONLY_WHAT_WAS_ENCODED);
            if (change.value() != null) {
                change.value().storedBits =
                        onlyEncoded ? change.bits() : change.value().bits();
            }
            Slot slot = live.slot(change.name());
            if (change.isSet() && (slot.version == change.version() || !onlyEncoded)) {
                slot.clean();
            }
            if (change.stamp() > slot.stamp && !slot.dirty) {
                slot.value = change.value();
            }
            slot.stamp = Math.max(slot.stamp, change.stamp());
        }
        new Follow(world, live).saved(written.base(), versionAtStart == live.version);
        return answer();
    }

    private Step fail(String why) {
        request.live.failed = true;
        return request.refuse(why);
    }

    private void clean(Change change, int bits) {
        if (change.value() != null) {
            change.value().storedBits = bits;
        }
        if (change.isSet()) {
            request.live.slot(change.name()).clean();
        }
    }

    private Step answer() {
        if (request.live.writer == request) {
            request.live.writer = null;
        }
        return request::acknowledge;
    }
}
