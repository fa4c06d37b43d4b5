package io.holdfast.store;

/** The kinds of attributes in one record, told apart by the first characters of their names. */
final class AttributeKinds {

    static final String APPLICATION = "a:";
    static final String BEAN = "b:";
    static final String CONVERSATION = "c:";
    static final String MARK = "m:";

    /** The one attribute that is of none of these kinds: the name of the user, as the container knows it. */
    static final String USER = "u:name";

    private AttributeKinds() {}

    /** The name as the application knows it. */
    static String bare(String name) {
        return name.substring(APPLICATION.length());
    }

    static boolean isOfUser(String name) {
        return name.equals(USER);
    }

    /** Whether it is one of our own that holds strings only, and nothing else may be read from it. */
    static boolean isOfTexts(String name) {
        return name.startsWith(MARK) || isOfUser(name);
    }
}
