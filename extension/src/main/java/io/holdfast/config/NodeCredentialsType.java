package io.holdfast.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The logins at nodes, written out or in a file. */
record NodeCredentialsType() implements ValueType<NodeCredentials> {

    private static final String FILE = "file:";

    @Override
    public Class<NodeCredentials> javaType() {
        return NodeCredentials.class;
    }

    @Override
    public String allowedValues() {
        return "node=user:password, separated by commas, with * for all other nodes; or file: and the absolute path of a"
                + " file with one a line";
    }

    @Override
    public boolean isSecret() {
        return true;
    }

    @Override
    public NodeCredentials parse(String text) throws BadValueException {
        if (!text.startsWith(FILE)) {
            return new NodeCredentials(null, CredentialLines.ofText(text));
        }
        try {
            Path file = Path.of(text.substring(FILE.length()));
            if (!file.isAbsolute()) {
                throw BadValueException.because("needs an absolute path after file:");
            }
            return new NodeCredentials(file, CredentialLines.ofFile(file));
        } catch (InvalidPathException e) {
            throw BadValueException.because("needs a path after file:");
        }
    }
}
