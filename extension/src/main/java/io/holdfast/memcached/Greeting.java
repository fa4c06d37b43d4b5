package io.holdfast.memcached;

import io.holdfast.cluster.Deadline;
import io.holdfast.cluster.NodeReply.Cause;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first words on a new connection: whether the other side speaks the meta protocol, who we are if it wants to know
 * (memcached's {@code doc/protocol.txt}, "Authentication"), and how large its items may be.
 *
 * <p>A password is sent only to a node that has refused to talk without one: any other would store it as an item.
 *
 * <p>The size is asked for, because a value over it is not only refused: memcached drops the old one as well.
 */
final class Greeting {

    /** What memcached adds to a value: item header, CAS token, client flags, line end and a key of up to 250. */
    static final int ITEM_OVERHEAD_BYTES = 350;

    private static final String NO_OP_ANSWER = "MN\r\n";
    private static final String UNAUTHENTICATED = "CLIENT_ERROR unauthenticated\r\n";
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final Socket socket;
    private final Deadline deadline;

    Greeting(Socket socket, Deadline deadline) {
        this.socket = socket;
        this.deadline = deadline;
    }

    /**
     * Makes sure that this is a memcached with meta commands.
     *
     * @return whether it demanded a password, and got it
     */
    boolean meet(Supplier<Optional<Credentials>> credentials) throws Unreachable {
        String heard = hello();
        boolean isLocked = UNAUTHENTICATED.equals(heard);
        if (isLocked) {
            Optional<Credentials> ours = credentials.get();
            if (ours.isEmpty()) {
                throw new Unreachable(Cause.NO_CREDENTIALS, Cause.NO_CREDENTIALS.words());
            }
            authenticate(ours.get());
            heard = hello();
        }
        if (!NO_OP_ANSWER.equals(heard)) {
            String quote = isLocked ? "something else" : quote(heard);
            throw new Unreachable(Cause.PROTOCOL, "it answered " + quote + " to mn");
        }
        return isLocked;
    }

    /** Done at the line's end, or as soon as this can be neither of the answers that count. */
    private String hello() throws Unreachable {
        return ask(
                "mn",
                said -> said.endsWith("\n") || !(NO_OP_ANSWER.startsWith(said) || UNAUTHENTICATED.startsWith(said)));
    }

    /** The key is of no account. No answer from here on is quoted: a stranger may send the password back. */
    private void authenticate(Credentials ours) throws Unreachable {
        String words = ours.user() + " " + ours.password();
        String heard = ask("set holdfast 0 0 " + words.length() + "\r\n" + words, said -> said.endsWith("\n"));
        if (heard.startsWith("CLIENT_ERROR ")) {
            throw new Unreachable(Cause.WRONG_CREDENTIALS, Cause.WRONG_CREDENTIALS.words());
        }
        if (!heard.equals("STORED\r\n")) {
            throw new Unreachable(Cause.PROTOCOL, "it answered neither yes nor no to user and password");
        }
    }

    /** The largest value that the node takes under any key; empty if it would not tell. */
    OptionalInt largestValue() throws Unreachable {
        OptionalLong itemSize = number(ask("stats settings", Greeting::isAllStatistics), "item_size_max");
        return itemSize.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(
                        (int) Math.max(1, Math.min(itemSize.getAsLong(), Integer.MAX_VALUE) - ITEM_OVERHEAD_BYTES));
    }

    /** Which process this is. */
    ProcessIdentity identity() throws Unreachable {
        String general = ask("stats", Greeting::isAllStatistics);
        long time = number(general, "time").orElse(0);
        return new ProcessIdentity(
                number(general, "pid").orElse(0),
                time - number(general, "uptime").orElse(0),
                number(general, "limit_maxbytes"));
    }

    /** One of the statistics, empty if it is not among them. */
    private static OptionalLong number(String statistics, String name) {
        Matcher found = Pattern.compile("STAT " + name + " (\\d{1,18})\r\n").matcher(statistics);
        return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    }

    private static boolean isAllStatistics(String said) {
        return said.endsWith("\r\nEND\r\n") || (!said.startsWith("STAT ") && said.endsWith("\r\n"));
    }

    private String ask(String command, Predicate<String> complete) throws Unreachable {
        StringBuilder heard = new StringBuilder();
        byte[] some = new byte[4096];
        try {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            while (!complete.test(heard.toString()) && heard.length() < LONGEST_ANSWER) {
                socket.setSoTimeout(millis(deadline));
                int count = socket.getInputStream().read(some);
                if (count < 0) {
                    throw new Unreachable(Cause.CLOSED, "closed without an answer");
                }
                heard.append(new String(some, 0, count, StandardCharsets.ISO_8859_1));
            }
            return heard.toString();
        } catch (SocketTimeoutException e) {
            throw new Unreachable(Cause.TIMEOUT, "no answer in time");
        } catch (IOException e) {
            throw new Unreachable(Cause.CLOSED, "closed without an answer");
        }
    }

    /** What a stranger said first, fit for a log: it cannot be of a session. */
    private static String quote(String heard) {
        return NodeWords.forLog(heard.lines().findFirst().orElse(""));
    }

    /** Rounded up, because sockets take 0 for "no limit". */
    static int millis(Deadline deadline) {
        return (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(deadline.remainingNanos()) + 1);
    }
}
