package io.holdfast.cdi.bean;

/** What a server may have or not. */
public final class OptionalApi {

    private OptionalApi() {}

    /** Whether the type is there for this application, with all that it extends. */
    public static boolean isPresent(String name) {
        try {
            Class.forName(name, false, OptionalApi.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
