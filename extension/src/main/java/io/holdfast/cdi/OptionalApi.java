package io.holdfast.cdi;

/** What a server may have or not. */
final class OptionalApi {

    private OptionalApi() {}

    /** Whether the type is there for this application, with all that it extends. */
    static boolean isPresent(String name) {
        try {
            Class.forName(name, false, OptionalApi.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
