package io.holdfast.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** A file of secret keys, as servers read it. */
record KeysOnDisk(Path file) {

    static KeysOnDisk of(Path file, SecretKey... keys) throws IOException {
        KeysOnDisk made = new KeysOnDisk(file);
        made.become(keys);
        return made;
    }

    /** The value of {@code holdfast.keys} for it. */
    String setting() {
        return "file:" + file;
    }

    /** Replaces the file, at once, by one with these keys in this order. */
    void become(SecretKey... keys) throws IOException {
        writeLines(Stream.of(keys).map(SecretKey::line).toList());
    }

    /** Replaces the file, at once, by one with these lines. */
    void writeLines(List<String> lines) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(next, lines);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
