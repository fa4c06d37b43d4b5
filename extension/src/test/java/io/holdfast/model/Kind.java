package io.holdfast.model;

/** What a request does between its open and its save. */
enum Kind {
    READS('R'),
    /** Reads, and takes its time. */
    LINGERS('L'),
    CHANGES_THE_CART('C'),
    /** Gets the cart, and changes it much later. */
    CHANGES_THE_CART_LATE('G'),
    /** Changes the cart in two steps that belong together. */
    CHANGES_THE_CART_TWICE('H'),
    SETS_THE_TITLE('S'),
    REMOVES_THE_TITLE('D'),
    GIVES_THE_CART_A_SECOND_NAME('T'),
    /** Sets a title that cannot be encoded. */
    SETS_AN_UNSTORABLE_TITLE('U'),
    /** Puts something into the cart that cannot be encoded. */
    SPOILS_THE_CART('V'),
    /** A thread of its own changes the cart after the response. */
    LEAVES_A_THREAD('X'),
    /** Changes the cart through a session object that was kept since an earlier request. */
    COMES_FROM_OUTSIDE('O'),
    ENDS('E'),
    /** Logs in: a new id, then what only who is logged in may see. */
    LOGS_IN('N'),
    /** Comes with the first id, whatever the browser has by now. */
    REPLAYS_THE_FIRST_ID('A'),
    /** No request: the cache lets an unused live session go. */
    EVICTS('Z');

    private static final Kind[] ALL = values();

    private final char letter;

    Kind(char letter) {
        this.letter = letter;
    }

    static Kind of(int letter) {
        for (Kind kind : ALL) {
            if (kind.letter == letter) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind of request is called " + (char) letter);
    }

    boolean changesTheCart() {
        return this == CHANGES_THE_CART
                || this == CHANGES_THE_CART_LATE
                || this == CHANGES_THE_CART_TWICE
                || this == SPOILS_THE_CART
                || this == COMES_FROM_OUTSIDE
                || this == LEAVES_A_THREAD;
    }

    boolean looksAround() {
        return this == READS || this == LINGERS || this == REPLAYS_THE_FIRST_ID;
    }

    boolean takesItsTime() {
        return this == LINGERS || this == CHANGES_THE_CART_LATE || this == CHANGES_THE_CART_TWICE;
    }
}
