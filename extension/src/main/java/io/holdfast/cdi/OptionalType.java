package io.holdfast.cdi;

/** What a server may have or not. */
final class OptionalType {

    private OptionalType() {}

    /** Whether the type is there for this application, with all that it extends. */
    static boolean isPresent(String name) {
        try {
            Class.forName(name, false, OptionalType.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
