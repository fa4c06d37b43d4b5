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

/** What lies on a node, past Holdfast: somebody else with access to it, or a fault of its memory. */
public record RawNode(MemcachedProcess process) {

    private static final Pattern KEY = Pattern.compile("key=(\\S+)");

    /** All values of sessions by key, and so none of probes, and none by which servers compare their keys. */
    public Map<String, byte[]> values() {
        Map<String, byte[]> values = new LinkedHashMap<>();
        Matcher keys =
                KEY.matcher(text(ask("lru_crawler metadump all\r\n".getBytes(StandardCharsets.US_ASCII), "END")));
        while (keys.find()) {
            String key = URLDecoder.decode(keys.group(1), StandardCharsets.US_ASCII);
            if (key.startsWith("hf:")) {
                values.put(key, value(key));
            }
        }
        return values;
    }

    private byte[] value(String key) {
        byte[] answer = ask(("get " + key + "\r\n").getBytes(StandardCharsets.US_ASCII), "END");
        int lineEnd = text(answer).indexOf("\r\n");
        int length = Integer.parseInt(text(answer).substring(0, lineEnd).split(" ", 4)[3]);
        byte[] value = new byte[length];
        System.arraycopy(answer, lineEnd + 2, value, 0, length);
        return value;
    }

    public void set(String key, byte[] value) {
        ByteArrayOutputStream command = new ByteArrayOutputStream();
        command.writeBytes(("set " + key + " 0 1800 " + value.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        command.writeBytes(value);
        command.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        ask(command.toByteArray(), "STORED");
    }

    /** Forgets everything. */
    public void flush() {
        ask("flush_all\r\n".getBytes(StandardCharsets.US_ASCII), "OK");
    }

    private byte[] ask(byte[] command, String lastLine) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), process.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(command);
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream heard = new ByteArrayOutputStream();
            while (!text(heard.toByteArray()).endsWith(lastLine + "\r\n")) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("closed after " + heard.size() + " bytes");
                }
                heard.write(next);
                heard.writeBytes(in.readNBytes(in.available()));
            }
            return heard.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
