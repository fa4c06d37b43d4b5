package io.holdfast.login;

import java.lang.annotation.Annotation;
import java.util.Objects;
import java.util.stream.Stream;

/** Knows a login mechanism when it sees one, also if there is no Jakarta Security. Thread-safe. */
public final class LoginMechanisms {

    private static final String TYPE =
            "jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism";

    private LoginMechanisms() {}

    /** Whether a class can be a bean that is one. */
    public static boolean isOne(Class<?> type) {
        return !type.isInterface() && hasType(type);
    }

    // by its name: which loader has the API, and whether any has it, is for each server to say
    private static boolean hasType(Class<?> type) {
        Class<?> above = type.getSuperclass();
        return type.getName().equals(TYPE)
                || (above != null && hasType(above))
                || Stream.of(type.getInterfaces()).anyMatch(LoginMechanisms::hasType);
    }

    /** What makes one keep its logins in the session. */
    public static Annotation remembersLogin() {
        return Objects.requireNonNull(RememberLoginInterceptor.class.getAnnotation(RemembersLogin.class));
    }
}
