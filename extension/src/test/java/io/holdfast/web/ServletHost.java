package io.holdfast.web;

import java.nio.file.Path;

/** The servlet containers that the servlet integration is tried on, each real and in this process. */
enum ServletHost {
    TOMCAT {
        @Override
        RunningServer start(WebApplication application, Path directory) {
            return TomcatHost.start(application, directory);
        }
    },
    UNDERTOW {
        @Override
        RunningServer start(WebApplication application, Path directory) {
            return UndertowHost.start(application, directory);
        }
    };

    /** @param directory of the application's files and the container's own */
    abstract RunningServer start(WebApplication application, Path directory);

    /** A server that answers under this base, its application's context path included. */
    record RunningServer(String base, Runnable stop) implements AutoCloseable {

        @Override
        public void close() {
            stop.run();
        }
    }
}
