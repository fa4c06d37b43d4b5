package io.holdfast.example.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/** What a script asks for, checked. */
record ApiRequest(HttpServletRequest request) {

    private static final int DEFAULT_SIZE = 2048;
    private static final int LARGEST_SIZE = 16 * 1024 * 1024;
    private static final int LONGEST_USER = 100;

    /** Whether the session bean is meant instead of the session's attributes. */
    boolean wantsBean() throws RefusedException {
        String api = parameter("api", "http");
        return switch (api) {
            case "http" -> false;
            case "cdi" -> true;
            default -> throw RefusedException.badValue("api is http or cdi, not '" + api + "'");
        };
    }

    String user() throws RefusedException {
        String user = parameter("user", "");
        if (user.isBlank() || user.length() > LONGEST_USER) {
            throw RefusedException.badValue("user is a name of 1 to " + LONGEST_USER + " characters");
        }
        return user;
    }

    /** Bytes of payload that the session is to carry. */
    int size() throws RefusedException {
        String size = parameter("size", Integer.toString(DEFAULT_SIZE));
        try {
            int bytes = Integer.parseInt(size);
            if (bytes >= 0 && bytes <= LARGEST_SIZE) {
                return bytes;
            }
        } catch (NumberFormatException e) {
            throw badSize(size);
        }
        throw badSize(size);
    }

    private static RefusedException badSize(String size) {
        return RefusedException.badValue(
                "size is a number of bytes from 0 to " + LARGEST_SIZE + ", not '" + size + "'");
    }

    private String parameter(String name, String byDefault) {
        return Objects.requireNonNullElse(request.getParameter(name), byDefault);
    }
}
