package io.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.testing.ScriptedPeer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultyLinkTest {

    private static final int SHORTLY = 200;

    private final ScriptedPeer node = ScriptedPeer.answering(line -> "you said " + line);
    private final FaultyLink link = new FaultyLink(node.port());

    @AfterEach
    void close() {
        link.close();
        node.close();
    }

    /** Somebody who talks over the link, a line at a time. */
    private final class Talk implements AutoCloseable {

        private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), link.port());
        private final BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));

        Talk() throws IOException {
            ask("hello");
        }

        String ask(String line) throws IOException {
            say(line);
            return hear(10_000);
        }

        void say(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }

        String hear(int millis) throws IOException {
            socket.setSoTimeout(millis);
            return in.readLine();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void withoutAFaultEverythingPasses() throws IOException {
        try (Talk talk = new Talk()) {
            assertThat(talk.ask("one")).isEqualTo("you said one");
        }
    }

    @Test
    void whatWasSentOverACutLinkArrivesWhenItIsMended() throws IOException {
        try (Talk talk = new Talk()) {
            link.become(LinkFault.CUT);
            talk.say("late");
            assertThatThrownBy(() -> talk.hear(SHORTLY)).isInstanceOf(SocketTimeoutException.class);
            link.become(LinkFault.CLEAR);
            assertThat(talk.hear(10_000)).isEqualTo("you said late");
        }
    }

    @Test
    void connectionsThatWereLostLookOpenAndNewOnesAreWell() throws IOException {
        try (Talk old = new Talk()) {
            link.loseOpenConnections();
            old.say("anybody?");
            assertThatThrownBy(() -> old.hear(SHORTLY)).isInstanceOf(SocketTimeoutException.class);
            try (Talk young = new Talk()) {
                assertThat(young.ask("one")).isEqualTo("you said one");
            }
        }
    }

    @Test
    void slowAnswersComeThreeHundredMillisecondsLateAndDoNotJam() throws IOException {
        try (Talk talk = new Talk()) {
            link.become(LinkFault.SLOW);
            long begun = System.nanoTime();
            talk.say("one");
            talk.say("two");
            assertThat(talk.hear(10_000)).isEqualTo("you said one");
            assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(300_000_000);
            assertThat(talk.hear(10_000)).isEqualTo("you said two");
        }
    }

    @Test
    void anAnswerAByteAtATimeIsStillTheAnswer() throws IOException {
        try (Talk talk = new Talk()) {
            link.become(LinkFault.DRIP);
            assertThat(talk.ask("one")).isEqualTo("you said one");
        }
    }

    @Test
    void everyTwentiethAnswerBreaksOffInTheMiddle() throws IOException {
        try (Talk talk = new Talk()) {
            link.become(LinkFault.RESETS);
            for (int i = 1; i < 20; i++) {
                assertThat(talk.ask("" + i)).isEqualTo("you said " + i);
            }
            assertThatThrownBy(() -> talk.ask("20")).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aLinkThatRefusesKeepsItsOpenConnections() throws IOException {
        try (Talk talk = new Talk()) {
            link.refuse();
            assertThatThrownBy(Talk::new).isInstanceOf(ConnectException.class);
            assertThat(talk.ask("one")).isEqualTo("you said one");
            link.takeConnections();
            new Talk().close();
        }
    }

    @Test
    void aLinkThatLeadsElsewhereHasEndedItsConnections() throws IOException {
        try (Talk talk = new Talk();
                ScriptedPeer other = ScriptedPeer.answering(line -> "other")) {
            link.leadTo(other.port());
            assertThatThrownBy(() -> talk.ask("one")).isInstanceOf(SocketException.class);
            try (Talk next = new Talk()) {
                assertThat(next.ask("one")).isEqualTo("other");
            }
        }
    }
}
