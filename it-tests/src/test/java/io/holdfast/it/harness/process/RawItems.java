package io.holdfast.it.harness.process;

import io.holdfast.testing.MemcachedProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What lies on a memcached, as anybody sees and writes it who can reach the node. */
public record RawItems(MemcachedProcess process) {

    private static final Pattern KEY = Pattern.compile("key=(\\S+)");
    private static final Pattern FLAGS = Pattern.compile(" f(\\d+)");

    /** An item with the 32 bits beside its value. */
    public record Item(byte[] value, int flags) {}

    /** All of them by key. */
    public Map<String, Item> all() {
        Map<String, Item> items = new LinkedHashMap<>();
        Matcher keys = KEY.matcher(text(ask(bytes("lru_crawler metadump all\r\n"), "END\r\n")));
        while (keys.find()) {
            String key = URLDecoder.decode(keys.group(1), StandardCharsets.US_ASCII);
            Item item = get(key);
            if (item != null) {
                items.put(key, item);
            }
        }
        return items;
    }

    /** The item of that key, null for none. */
    public @Nullable Item get(String key) {
        byte[] answer = ask(bytes("mg " + key + " v f\r\nmn\r\n"), "MN\r\n");
        String text = text(answer);
        if (!text.startsWith("VA ")) {
            return null;
        }
        int end = text.indexOf("\r\n");
        String line = text.substring(0, end);
        byte[] value = new byte[Integer.parseInt(line.split(" ", 3)[1])];
        System.arraycopy(answer, end + 2, value, 0, value.length);
        Matcher flags = FLAGS.matcher(line);
        return new Item(value, flags.find() ? Integer.parseUnsignedInt(flags.group(1)) : 0);
    }

    /** Writes it over whatever lies there. */
    public void set(String key, Item item, int ttlSeconds) {
        ByteArrayOutputStream command = new ByteArrayOutputStream();
        command.writeBytes(bytes("ms " + key + " " + item.value().length + " T" + ttlSeconds + " F"
                + Integer.toUnsignedString(item.flags()) + " MS\r\n"));
        command.writeBytes(item.value());
        command.writeBytes(bytes("\r\n"));
        byte[] unused = ask(command.toByteArray(), "HD\r\n");
    }

    public void delete(String key) {
        byte[] unused = ask(bytes("md " + key + " q\r\nmn\r\n"), "MN\r\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private byte[] ask(byte[] command, String last) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), process.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(command);
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream heard = new ByteArrayOutputStream();
            while (!text(heard.toByteArray()).endsWith(last)) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("closed after " + text(heard.toByteArray()));
                }
                heard.write(next);
                heard.writeBytes(in.readNBytes(in.available()));
            }
            return heard.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
