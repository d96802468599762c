package io.soarbridge.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection of a sender: one request at a time, kept open. Reads just as much of HTTP/1.1 as answers need. Not thread-safe. */
final class Wire implements AutoCloseable {
    private static final int ANSWER_BYTES = 16 * 1024;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer out = ByteBuffer.allocateDirect(Alerts.LONGEST);
    private final ByteBuffer in = ByteBuffer.allocate(ANSWER_BYTES);
    private long meantAt;

    Wire(InetSocketAddress address, Selector selector) throws IOException {
        channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** @param meant when the request should have started */
    void send(Alerts alerts, long meant) throws IOException {
        meantAt = meant;
        out.clear();
        alerts.writeNext(out);
        out.flip();
        write();
    }

    private void write() throws IOException {
        channel.write(out);
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    long meantAt() {
        return meantAt;
    }

    /** Goes on with what the channel is ready for. Returns the status of the answer once it is whole, else 0. */
    int proceed() throws IOException {
        if (key.isWritable()) {
            write();
        }
        if (!key.isReadable()) {
            return 0;
        }
        if (channel.read(in) < 0) {
            throw new EOFException("the bridge closed the connection");
        }
        int status = wholeAnswer();
        if (status > 0) {
            in.clear();
        } else if (!in.hasRemaining()) {
            throw new IOException("an answer of more than " + ANSWER_BYTES + " bytes");
        }
        return status;
    }

    private int wholeAnswer() throws IOException {
        String text = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return 0;
        }
        int body = text.length() - end - 4;
        String head = text.substring(0, end).toLowerCase(Locale.ROOT);
        int at = head.indexOf("\r\ncontent-length:");
        boolean whole;
        if (at >= 0) {
            int lineEnd = head.indexOf('\r', at + 2);
            String length = head.substring(at + 17, lineEnd < 0 ? head.length() : lineEnd);
            whole = body >= Integer.parseInt(length.strip());
        } else {
            whole = text.endsWith("0\r\n\r\n") || !head.contains("chunked");
        }
        return whole ? Integer.parseInt(head, 9, 12, 10) : 0;
    }

    @Override
    public void close() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException gone) {
            // it is what was wanted
        }
    }
}
