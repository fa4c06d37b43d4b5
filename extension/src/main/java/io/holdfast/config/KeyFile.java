package io.holdfast.config;

import io.holdfast.config.ConfiguredKeys.NamedKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The file that holds an application's keys, one a line. */
public final class KeyFile {

    private static final long LONGEST = 64 * 1024;
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private KeyFile() {}

    /**
     * The keys in the file, as they are now.
     *
     * @throws BadValueException with all that is wrong, nothing of a key in it
     */
    public static List<NamedKey> read(Path path) throws BadValueException {
        try {
            if (Files.size(path) > LONGEST) {
                throw BadValueException.because(
                        "names the file " + path + ", which has more than " + LONGEST + " bytes");
            }
            return KeyList.parse(Files.readString(path, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            throw BadValueException.because("names the file " + path + ", which is not there");
        } catch (IOException e) {
            throw BadValueException.because("names the file " + path + ", which cannot be read ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    /** Whether others than its owner can read or write the file; false if the system knows no such thing. */
    public static boolean isOpenToOthers(Path path) {
        try {
            Set<PosixFilePermission> given = EnumSet.copyOf(OF_OTHERS);
            given.retainAll(Files.getPosixFilePermissions(path));
            return !given.isEmpty();
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
