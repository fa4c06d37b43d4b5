package io.holdfast.memcached;

import com.google.code.yanf4j.buffer.IoBuffer;
import java.nio.ByteBuffer;
import java.util.Queue;
import net.rubyeye.xmemcached.MemcachedOptimizer;
import net.rubyeye.xmemcached.buffer.BufferAllocator;
import net.rubyeye.xmemcached.command.Command;
import net.rubyeye.xmemcached.command.OperationStatus;

/**
 * Sends commands that wait behind one another in one write, as far as they fit. For one connection, and one thread at a
 * time.
 *
 * <p>The library's own was turned down. It starts a JMX server without a password if the JVM was started with
 * {@code -Dxmemcached.jmx.enable=true}, which may be there for another application.
 */
@SuppressWarnings({"rawtypes", "deprecation"}) // as the library has it
final class Batches implements MemcachedOptimizer {

    /** More is sent in several writes, or, if it is one command, from an array of its own. */
    private static final int BUFFER_BYTES = 64 * 1024;

    /** In use from here until all of it is written: the library sends one batch of a connection at a time. */
    private final IoBuffer buffer = IoBuffer.wrap(ByteBuffer.allocateDirect(BUFFER_BYTES));

    /** Takes what goes along with {@code first}, all but the last as sent; the last has all their bytes. */
    @Override
    public Command optimize(Command first, Queue waiting, Queue<Command> sent, int mostBytes) {
        MetaCommand last = (MetaCommand) first;
        IoBuffer all = last.length() > BUFFER_BYTES ? IoBuffer.wrap(new byte[last.length()]) : buffer;
        ByteBuffer bytes = all.buf().clear();
        last.moveTo(bytes);
        int most = Math.min(mostBytes, bytes.capacity());
        MetaCommand next = (MetaCommand) waiting.peek();
        while (next != null && bytes.position() + next.length() <= most) {
            waiting.remove();
            next.setStatus(OperationStatus.WRITING);
            sent.add(last);
            next.moveTo(bytes);
            last = next;
            next = (MetaCommand) waiting.peek();
        }
        bytes.flip();
        last.setIoBuffer(all);
        return last;
    }

    @Override
    public void setBufferAllocator(BufferAllocator allocator) {
        // commands bring their own buffers
    }
}
