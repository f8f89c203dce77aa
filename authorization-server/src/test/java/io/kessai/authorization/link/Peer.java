package io.kessai.authorization.link;

import io.kessai.iso8583.Bytes;
import io.kessai.iso8583.Decoded;
import io.kessai.iso8583.FrameFormat;
import io.kessai.iso8583.FrameReader;
import io.kessai.iso8583.Framed;
import io.kessai.iso8583.Malformed;
import io.kessai.iso8583.Message;
import io.kessai.iso8583.MessageCodec;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;

/** The network's end of one connection: a blocking socket. */
final class Peer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final FrameFormat format;
    private final MessageCodec codec;
    private final FrameReader reader;

    Peer(Socket socket, LinkSettings link) throws IOException {
        this.socket = socket;
        this.format = link.frame().withMaxBytes(0xFFFF);
        this.codec = new MessageCodec(link.dialect());
        this.reader = new FrameReader(format);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    static Peer connect(OpenLink link) throws IOException {
        return new Peer(new Socket("127.0.0.1", link.port()), link.inUse());
    }

    /** The frame of a message as this peer would send it. */
    byte[] frame(Message message) {
        return format.encode(codec.encode(message), Optional.empty());
    }

    /** The frame of any payload as this peer would send it. */
    byte[] frame(byte[] payload) {
        return format.encode(payload, Optional.empty());
    }

    /** A poll: a frame of length 0, or of nothing but itself where the length counts itself. */
    Bytes emptyFrame() {
        boolean counted = format.inclusive();
        return switch (format.length()) {
            case BYTES_2, BCD_2 -> Bytes.ofHex(counted ? "0002" : "0000");
            case BINARY_4 -> Bytes.ofHex(counted ? "00000004" : "00000000");
            case BYTES_2_ZEROS_2 -> Bytes.ofHex(counted ? "00040000" : "00000000");
            case ASCII_4 -> Bytes.ofHex(counted ? "30303034" : "30303030");
        };
    }

    void send(Message message) throws IOException {
        send(frame(message));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The next message; a fault, a poll or the end of the stream fails the test. */
    Message receive() throws IOException {
        return switch (codec.decode(receiveFrame().payload())) {
            case Decoded.Ok ok -> ok.message();
            case Malformed malformed -> throw new AssertionError(codec.describe(malformed));
        };
    }

    Framed.Frame receiveFrame() throws IOException {
        return (Framed.Frame) receiveFramed();
    }

    Bytes receivePoll() throws IOException {
        return ((Framed.Poll) receiveFramed()).bytes();
    }

    /** Whether the other side closes, after any number of further bytes, before patience ends. */
    boolean isClosed() throws IOException {
        byte[] rest = new byte[4096];
        InputStream in = socket.getInputStream();
        try {
            int count = in.read(rest);
            while (count >= 0) {
                count = in.read(rest);
            }
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Framed receiveFramed() throws IOException {
        byte[] bytes = new byte[4096];
        Optional<Framed> next = reader.next();
        while (next.isEmpty()) {
            int count = socket.getInputStream().read(bytes);
            if (count < 0) {
                throw new IOException("the link closed");
            }
            reader.feed(bytes, 0, count);
            next = reader.next();
        }
        return next.get();
    }
}
