package io.holdfast.it.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** A class of the application as one build of it has it: compiled here, so that two builds may differ in it. */
final class ClassVersion {

    static final String NAME = "trial.Profile";

    private ClassVersion() {}

    /** The class file of a build whose objects are not those of a build with another number. */
    static byte[] compile(int number) {
        try {
            Path folder = Files.createTempDirectory("holdfast-trial");
            Path source =
                    Files.writeString(folder.resolve("Profile.java"), """
                    package trial;
                    public class Profile implements java.io.Serializable {
                        private static final long serialVersionUID = NUMBER;
                        @Override public String toString() { return "profile of build NUMBER"; }
                    }
                    """.replace("NUMBER", Integer.toString(number)));
            int result = ToolProvider.getSystemJavaCompiler()
                    .run(null, null, null, "-proc:none", "--release", "17", "-d", folder.toString(), source.toString());
            if (result != 0) {
                throw new IllegalStateException("the compiler said " + result);
            }
            return Files.readAllBytes(folder.resolve("trial/Profile.class"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
