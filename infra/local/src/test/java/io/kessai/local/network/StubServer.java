package io.kessai.local.network;

import io.kessai.iso8583.Bytes;
import io.kessai.iso8583.FrameReader;
import io.kessai.iso8583.Framed;
import io.kessai.iso8583.Message;
import io.kessai.iso8583.MessageCodec;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Answers messages on a socket as a day's books ask for, in frames of the same dialect; it decides
 * nothing. The answers pass through a function that may spoil them, or drop them (nothing).
 */
final class StubServer implements AutoCloseable {
    /** What a message tells as no text: the stub takes them from the day. */
    private static final Set<Integer> UNREADABLE =
            Set.of(2, ProofBook.TRACK, ProofBook.PIN, ProofBook.CHIP);

    private final ServerSocket socket;
    private final LinkAddress address;
    private final Books books;
    private final Map<String, Request> byKey = new ConcurrentHashMap<>();
    private final UnaryOperator<Optional<Answer>> spoil;

    StubServer(Day day, LinkAddress form, UnaryOperator<Optional<Answer>> spoil)
            throws IOException {
        this.socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        this.address =
                new LinkAddress(
                        form.name(),
                        form.network(),
                        "127.0.0.1",
                        socket.getLocalPort(),
                        form.dialect(),
                        form.frames());
        this.books = new Books(day.fleet());
        this.spoil = spoil;
        day.accounts().forEach(account -> books.open(account, day.fleet().limitOf(account)));
        day.requests().forEach(request -> byKey.put(identity(request.fields()), request));
        Thread.ofVirtual().start(this::accept);
    }

    LinkAddress address() {
        return address;
    }

    private static String identity(Map<Integer, String> fields) {
        return fields.getOrDefault(7, "") + fields.getOrDefault(11, "") + fields.get(4);
    }

    private void accept() {
        try {
            while (true) {
                Socket link = socket.accept();
                Thread.ofVirtual().start(() -> serve(link));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket link) {
        FrameReader frames = new FrameReader(address.frames());
        MessageCodec codec = new MessageCodec(address.dialect());
        byte[] buffer = new byte[700];
        try (InputStream in = link.getInputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                frames.feed(buffer, 0, count);
                for (var next = frames.next(); next.isPresent(); next = frames.next()) {
                    answer(link, codec, next.get());
                }
            }
        } catch (IOException e) {
            // Closed by the other end.
        }
    }

    private void answer(Socket link, MessageCodec codec, Framed framed) throws IOException {
        if (framed instanceof Framed.Poll poll) {
            link.getOutputStream().write(poll.bytes().toArray());
        }
        if (!(framed instanceof Framed.Frame frame)) {
            return;
        }
        Optional<Message> message =
                switch (codec.decode(frame.payload())) {
                    case io.kessai.iso8583.Decoded.Ok(Message whole) -> Optional.of(whole);
                    case io.kessai.iso8583.Malformed malformed -> malformed.readable();
                };
        Optional<Answer> answer = message.flatMap(this::answerTo);
        for (Answer spoilt : spoil.apply(answer).stream().toList()) {
            link.getOutputStream().write(frame(codec, spoilt));
        }
    }

    private Optional<Answer> answerTo(Message message) {
        TreeMap<Integer, String> fields = new TreeMap<>();
        message.fields()
                .filter(field -> !UNREADABLE.contains(field))
                .forEach(field -> fields.put(field, message.text(field).orElse("")));
        Request known = byKey.get(identity(fields));
        if (known == null) {
            known =
                    new Request(
                            -1,
                            message.mti().toString().equals("0800") ? Kind.ECHO : Kind.INQUIRY,
                            -1,
                            0,
                            message.mti().toString(),
                            fields,
                            Optional.empty(),
                            Request.Form.WHOLE);
            if (known.kind() == Kind.INQUIRY) {
                return Optional.of(balance(message, known));
            }
        }
        for (int field : UNREADABLE) {
            known.field(field).ifPresent(text -> fields.put(field, text));
        }
        Request sent =
                new Request(
                        known.number(),
                        known.kind(),
                        known.account(),
                        known.card(),
                        message.mti().toString(),
                        known.kind() == Kind.MALFORMED ? known.fields() : fields,
                        Optional.empty(),
                        known.form());
        Expectation expected = books.expect(sent);
        if (!expected.isAnswered()) {
            return Optional.empty();
        }
        Answer answer = AnsweredDay.answer(sent, expected);
        books.check(sent, expected, answer);
        return Optional.of(answer);
    }

    /** An inquiry around the day: the card's account tells what its book has. */
    private Answer balance(Message message, Request inquiry) {
        String pan = message.pan().orElseThrow().reveal(io.kessai.domain.PanAccess.get());
        int card = Integer.parseInt(pan.substring(6, 15));
        int account = card / 2;
        Expectation told =
                Expectation.of(inquiry, "00", Expectation.ApprovalCode.EITHER)
                        .withAvailable(books.available(account));
        return AnsweredDay.answer(inquiry, told);
    }

    private byte[] frame(MessageCodec codec, Answer answer) {
        Message.Builder builder = Message.builder(answer.mti());
        answer.fields()
                .forEach(
                        (field, text) -> {
                            if (field == ProofBook.CHIP) {
                                builder.binary(field, Bytes.ofHex(text));
                            } else {
                                builder.text(field, text);
                            }
                        });
        return address.frames().encode(codec.encode(builder.build()), Optional.empty());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
