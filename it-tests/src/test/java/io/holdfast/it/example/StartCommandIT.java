package io.holdfast.it.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The command that brings up the example. */
class StartCommandIT {

    @Test
    void leavesNothingBehindWhenItIsEnded() throws Exception {
        StartScript script = new StartScript("--no-build", "--local").awaitUp();
        List<ProcessHandle> children = script.children();
        assertThat(children).isNotEmpty();
        assertThat(answer(script)).isEqualTo(200);
        assertThat(script.terminate()).isEqualTo(143);
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(script.folder()).doesNotExist();
        assertThat(script.output()).doesNotContain("Killed", "Terminated");
    }

    @Test
    void leavesNothingBehindEvenWhenItIsKilled() throws Exception {
        try (StartScript script = new StartScript("--no-build", "--local").awaitUp()) {
            List<ProcessHandle> children = script.children();
            script.kill();
            for (ProcessHandle child : children) {
                child.onExit().get(30, TimeUnit.SECONDS);
            }
            assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
            assertThat(script.folder()).doesNotExist();
        }
    }

    @Test
    void takesOtherPortsWhereTheUsualOnesAreTaken() throws Exception {
        try (ServerSocket taken = usualPort();
                StartScript script = new StartScript("--no-build", "--local").awaitUp()) {
            assertThat(taken.isBound()).isTrue();
            assertThat(script.output()).doesNotContain("http://127.0.0.1:8080/");
            assertThat(answer(script)).isEqualTo(200);
        }
    }

    @Test
    void saysWhatItDoesWhenAsked() throws Exception {
        StartScript script = new StartScript("--help");
        assertThat(script.exitStatus()).isZero();
        assertThat(script.output()).contains("usage: example-war/start", "--local");
    }

    @Test
    void refusesAnOptionItDoesNotKnow() throws Exception {
        StartScript script = new StartScript("--loca");
        assertThat(script.exitStatus()).isEqualTo(2);
        assertThat(script.output()).contains("Unknown option: --loca");
    }

    /** Somebody on port 8080, be it this test or another. */
    private static ServerSocket usualPort() throws Exception {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080));
        } catch (BindException e) {
            socket.bind(null);
        }
        return socket;
    }

    private static int answer(StartScript script) throws Exception {
        String url = script.find("http://\\S+/example/").get(0).group();
        return ((HttpURLConnection) URI.create(url).toURL().openConnection()).getResponseCode();
    }
}
