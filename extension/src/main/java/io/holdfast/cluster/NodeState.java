package io.holdfast.cluster;

/** What a server thinks of a node. */
public enum NodeState {
    /** It is read from and written to. */
    UP,
    /** It failed or is slow, and a probe has not yet settled whether it is down: it is used, but not asked first. */
    SUSPECT,
    /** It is left alone but for probes. */
    DOWN,
    /** It answers again and may have missed or lost much: it is written to, and read only together with others. */
    RECOVERING;

    /** Whether what it alone answers is believed. */
    public boolean serves() {
        return this == UP || this == SUSPECT;
    }
}
