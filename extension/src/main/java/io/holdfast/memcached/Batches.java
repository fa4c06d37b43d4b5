package io.holdfast.memcached;

import com.google.code.yanf4j.buffer.IoBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import net.rubyeye.xmemcached.MemcachedOptimizer;
import net.rubyeye.xmemcached.buffer.BufferAllocator;
import net.rubyeye.xmemcached.command.Command;
import net.rubyeye.xmemcached.command.OperationStatus;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands that wait behind one another in one write, as far as they fit. For the I/O thread of one connection.
 *
 * <p>The library's own was turned down. It starts a JMX server without a password if the JVM was started with
 * {@code -Dxmemcached.jmx.enable=true}, which may be there for another application.
 */
@SuppressWarnings({"rawtypes", "deprecation"}) // as the library has it
final class Batches implements MemcachedOptimizer {

    /** Takes what goes along with {@code first}, all but the last as sent; the last has all their bytes. */
    @Override
    public Command optimize(Command first, Queue waiting, Queue<Command> sent, int mostBytes) {
        Command next = peek(waiting);
        if (next == null) {
            return first;
        }
        List<Command> batch = new ArrayList<>();
        batch.add(first);
        int bytes = first.getIoBuffer().remaining();
        while (next != null && bytes + next.getIoBuffer().remaining() <= mostBytes) {
            waiting.remove();
            next.setStatus(OperationStatus.WRITING);
            batch.add(next);
            bytes += next.getIoBuffer().remaining();
            next = peek(waiting);
        }
        return batch.size() == 1 ? first : joined(batch, bytes, sent);
    }

    private static @Nullable Command peek(Queue waiting) {
        return (Command) waiting.peek();
    }

    private static Command joined(List<Command> batch, int bytes, Queue<Command> sent) {
        byte[] all = new byte[bytes];
        int filled = 0;
        for (Command command : batch) {
            byte[] some = command.getIoBuffer().array();
            System.arraycopy(some, 0, all, filled, some.length);
            filled += some.length;
        }
        Command last = batch.remove(batch.size() - 1);
        sent.addAll(batch);
        last.setIoBuffer(IoBuffer.wrap(all));
        return last;
    }

    @Override
    public void setBufferAllocator(BufferAllocator allocator) {
        // commands bring their own buffers
    }
}
