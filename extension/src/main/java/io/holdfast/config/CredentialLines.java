package io.holdfast.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads logins, {@code node=user:password} each. Problems name an entry by its number: any other word of it may be a
 * piece of a password.
 */
final class CredentialLines {

    private static final int LONGEST_FILE_BYTES = 64 * 1024;

    /** memcached's own limit for a line of its file is 256 with what surrounds them. */
    private static final int LONGEST_LOGIN = 250;

    private static final Pattern FIT = Pattern.compile("[!-~]*");

    private final Map<String, NodeLogin> logins = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private CredentialLines() {}

    static Map<String, NodeLogin> ofText(String text) throws BadValueException {
        return new CredentialLines().read(List.of(text.split(",", -1)), "entry ");
    }

    /** One a line; empty lines and those that begin with # say nothing. */
    static Map<String, NodeLogin> ofFile(Path file) throws BadValueException {
        try {
            if (Files.size(file) > LONGEST_FILE_BYTES) {
                throw BadValueException.because("names a file of more than " + LONGEST_FILE_BYTES + " bytes: " + file);
            }
            return new CredentialLines().read(Files.readAllLines(file), "line ");
        } catch (NoSuchFileException e) {
            throw BadValueException.because("names a file that is not there: " + file);
        } catch (IOException e) {
            throw BadValueException.because(
                    "names a file that cannot be read (" + e.getClass().getSimpleName() + "): " + file);
        }
    }

    private Map<String, NodeLogin> read(List<String> entries, String place) throws BadValueException {
        boolean isFile = place.equals("line ");
        for (int i = 0; i < entries.size(); i++) {
            String entry = entries.get(i).strip();
            if (!isFile || !(entry.isEmpty() || entry.startsWith("#"))) {
                String problem = take(entry);
                if (!problem.isEmpty()) {
                    problems.add("has a fault in " + place + (i + 1) + ": " + problem);
                }
            }
        }
        if (problems.isEmpty() && logins.isEmpty()) {
            problems.add("has no entry");
        }
        if (!problems.isEmpty()) {
            throw new BadValueException(problems);
        }
        return logins;
    }

    /** What is wrong with the entry; nothing if it was taken. */
    private String take(String entry) {
        int equals = entry.indexOf('=');
        int colon = entry.indexOf(':', equals + 1);
        if (equals < 1) {
            return "no node and = before the user (a password with a comma belongs in a file)";
        }
        if (colon < 0) {
            return "no colon between user and password";
        }
        String node = entry.substring(0, equals).strip();
        String user = entry.substring(equals + 1, colon);
        String password = entry.substring(colon + 1);
        if (user.isEmpty() || password.isEmpty()) {
            return user.isEmpty() ? "no user before the colon" : "no password after the colon";
        }
        if (!FIT.matcher(user + password).matches()) {
            return "a blank, a control character or a letter beyond ASCII, which memcached would not take";
        }
        if (user.length() + password.length() > LONGEST_LOGIN) {
            return "user and password of more than " + LONGEST_LOGIN + " characters, which memcached would not take";
        }
        boolean isFirst = logins.putIfAbsent(node, new NodeLogin(user, new Secret(password))) == null;
        return isFirst ? "" : "the node of an earlier one once more";
    }
}
