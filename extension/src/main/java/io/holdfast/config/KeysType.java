package io.holdfast.config;

import io.holdfast.config.ConfiguredKeys.InFile;
import io.holdfast.config.ConfiguredKeys.Listed;
import io.holdfast.config.ConfiguredKeys.None;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** Secret keys with their names, the file that holds them, or a word for having none. */
record KeysType() implements ValueType<ConfiguredKeys> {

    private static final String FILE = "file:";

    @Override
    public Class<ConfiguredKeys> javaType() {
        return ConfiguredKeys.class;
    }

    @Override
    public String allowedValues() {
        return "`name:key` with the 32 bytes of the key in Base64, several separated by commas; or `file:` and the path"
                + " of a file of such lines; or `none`";
    }

    @Override
    public boolean isSecret() {
        return true;
    }

    @Override
    public ConfiguredKeys parse(String text) throws BadValueException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "none" -> new None(false);
            case "none-beyond-loopback" -> new None(true);
            default -> text.startsWith(FILE) ? inFile(text.substring(FILE.length())) : new Listed(KeyList.parse(text));
        };
    }

    /** Read here too, so that what is wrong with it is told with all other faults. */
    private static ConfiguredKeys inFile(String path) throws BadValueException {
        try {
            InFile file = new InFile(Path.of(path));
            KeyFile.read(file.path());
            return file;
        } catch (InvalidPathException e) {
            throw BadValueException.because("names a file by a path that cannot be one");
        }
    }
}
