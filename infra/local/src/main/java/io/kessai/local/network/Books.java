package io.kessai.local.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the network knows by itself: what each answer must be, and what every account must have.
 *
 * <p>Written from docs/authorization.md alone (sections 3 to 7); shares no rule with the server and
 * learns from it only what the network would: the answers. A message is entered with {@link
 * #expect} when it is sent; messages of one account in the order in which they are decided, except
 * copies, which may be under way together. Thread-safe.
 */
public final class Books {

    /** Fields that come back as they were sent (section 1 and the answer fields of section 3). */
    private static final int[] ECHOED = {3, 7, 11, 12, 13, 15, 32, 37, 41, 42, 49, 62, 70};

    private final Fleet fleet;
    private final Rules rules;
    private final Map<Integer, AccountBook> accounts = new ConcurrentHashMap<>();

    /** Books kept by the specification, every account empty. */
    public Books(Fleet fleet) {
        this(fleet, Rules.ALL);
    }

    Books(Fleet fleet, Rules rules) {
        this.fleet = fleet;
        this.rules = rules;
    }

    /** Opens the book of an account with what it has available, minor units. */
    public void open(int account, long available) {
        AccountBook book = book(account);
        synchronized (book) {
            book.open(available);
        }
    }

    /** What the account must have available, minor units; negative when advices took more. */
    public long available(int account) {
        AccountBook book = book(account);
        synchronized (book) {
            return book.available();
        }
    }

    /** Every authorization of a seeded card as the books have it now, by account and in order. */
    public List<DayAuthorization> authorizations() {
        List<DayAuthorization> all = new ArrayList<>();
        for (AccountBook book : new TreeMap<>(accounts).values()) {
            synchronized (book) {
                all.addAll(book.authorizations());
            }
        }
        return List.copyOf(all);
    }

    /** Enters a message that is being sent: what its answer must be. */
    public Expectation expect(Request request) {
        return switch (request.kind()) {
            case ECHO -> Expectation.of(request, "00", Expectation.ApprovalCode.EITHER);
            case UNANSWERABLE -> Expectation.silence(request);
            case MALFORMED ->
                    Expectation.refusal(request, "30")
                            .withMalformedField(
                                    rules.hold(Rule.FORMAT_ERROR_NAMES_THE_FIELD)
                                            ? malformedField(request)
                                            : 128);
            case PURCHASE,
                    CASH,
                    CASHBACK,
                    REFUND,
                    VERIFICATION,
                    INQUIRY,
                    ADVICE,
                    INCREMENT,
                    FINANCIAL,
                    FINANCIAL_ADVICE,
                    REVERSAL,
                    REVERSAL_ADVICE,
                    REPEAT,
                    COPY,
                    REUSED_KEY,
                    CUTOVER,
                    ADMINISTRATIVE,
                    CARD_BLOCK,
                    KEY_CHANGE,
                    UNKNOWN_TYPE -> {
                AccountBook book = book(request.account());
                synchronized (book) {
                    yield book.expect(request);
                }
            }
        };
    }

    /**
     * Compares an answer with what it must be.
     *
     * @return one line that says what is wrong, or nothing
     */
    public Optional<String> check(Request request, Expectation expected, Answer answer) {
        if (!expected.isAnswered()) {
            return Optional.of("must not be answered, got " + answer.mti());
        }
        if (!answer.mti().equals(expected.mti())) {
            return Optional.of("must be answered " + expected.mti() + ", got " + answer.mti());
        }
        if (!answer.responseCode().equals(expected.responseCode())) {
            return different("39", expected.responseCode(), answer.responseCode());
        }
        return contents(expected, answer)
                .or(() -> echoes(request, answer))
                .or(() -> recorded(request, expected, answer));
    }

    /** What is wrong with the balance that closes the day for an account, or nothing. */
    public Optional<String> checkClosing(int account, Answer inquiry) {
        Optional<Long> told = Amounts.balance(inquiry.text(54), "02");
        long available = available(account);
        return told.filter(amount -> amount == available).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "account "
                                + account
                                + " must have "
                                + available
                                + " available, the server says "
                                + told.map(String::valueOf).orElse("nothing"));
    }

    private Optional<String> contents(Expectation expected, Answer answer) {
        String code = answer.text(38);
        boolean codeIsWrong =
                switch (approvalCodeRule(expected)) {
                    case PRESENT -> code.length() != 6;
                    case ABSENT -> !code.isEmpty();
                    case EITHER -> false;
                };
        if (codeIsWrong) {
            return different("38", expected.approvalCode().toString(), code);
        }
        boolean told = rules.hold(Rule.APPROVED_AMOUNT_IS_TOLD);
        Optional<Long> amount = expected.amount().map(value -> told ? value : value + 1);
        if (amount.isPresent() && !SeededCards.digits(amount.get(), 12).equals(answer.text(4))) {
            return different("4", String.valueOf(amount.get()), answer.text(4));
        }
        if (expected.available().isPresent()
                && !expected.available().equals(Amounts.balance(answer.text(54), "02"))) {
            return different("54", "available " + expected.available().get(), answer.text(54));
        }
        String chip = expected.chipAnswer().orElse("");
        if (!chip.equals(answer.text(ProofBook.CHIP))) {
            return different("55", chip, answer.text(ProofBook.CHIP));
        }
        if (!isVerificationTold(expected.cardVerification(), answer.text(ProofBook.VERIFICATION))) {
            return different(
                    "44.10 or 48.87",
                    expected.cardVerification().orElse("nothing"),
                    answer.text(ProofBook.VERIFICATION));
        }
        Optional<Integer> field = expected.malformedField();
        if (field.isPresent() && !namesField(answer.text(44), field.get())) {
            return different("44", "field " + field.get(), answer.text(44));
        }
        return Optional.empty();
    }

    /** Nothing at all comes of a false track where the dialect has no word for it. */
    private static boolean isVerificationTold(Optional<String> expected, String told) {
        if (expected.isEmpty()) {
            return told.isEmpty() || told.equals(ProofBook.NOTHING_TOLD);
        }
        boolean isWordless =
                told.isEmpty() && expected.filter(ProofBook.FALSE_TRACK::equals).isPresent();
        return isWordless || told.equals(expected.get());
    }

    private Expectation.ApprovalCode approvalCodeRule(Expectation expected) {
        if (rules.hold(Rule.APPROVAL_CODE_ON_APPROVALS_ONLY)) {
            return expected.approvalCode();
        }
        return expected.approvalCode() == Expectation.ApprovalCode.EITHER
                ? Expectation.ApprovalCode.EITHER
                : Expectation.ApprovalCode.PRESENT;
    }

    private Optional<String> echoes(Request request, Answer answer) {
        if (request.kind() == Kind.MALFORMED || request.kind() == Kind.ECHO) {
            return Optional.empty();
        }
        for (int field : ECHOED) {
            String sent = request.text(field);
            String wanted = rules.hold(Rule.FIELDS_COME_BACK_AS_SENT) ? sent : sent + "?";
            if (!sent.isEmpty() && !wanted.equals(answer.text(field))) {
                return different(String.valueOf(field), wanted, answer.text(field));
            }
        }
        return Optional.empty();
    }

    private Optional<String> recorded(Request request, Expectation expected, Answer answer) {
        AccountBook book = book(request.account());
        synchronized (book) {
            Optional<Answer> first = book.recorded(expected.recordedUnder());
            if (first.isEmpty()) {
                book.record(expected.recordedUnder(), answer);
                return Optional.empty();
            }
            return first.get().ofRecord().equals(answer.ofRecord())
                    ? Optional.empty()
                    : different(
                            "39|38|4|54 of a repeat", first.get().ofRecord(), answer.ofRecord());
        }
    }

    private AccountBook book(int account) {
        return accounts.computeIfAbsent(account, any -> new AccountBook(fleet, rules));
    }

    /** The field a malformed message is malformed in: DE2 where it lacks it, else its last. */
    private static int malformedField(Request request) {
        return request.form() == Request.Form.WHOLE ? 2 : request.fields().lastKey();
    }

    private static boolean namesField(String details, int field) {
        String digits = details.replaceAll("[^0-9].*$", "");
        return !digits.isEmpty() && Integer.parseInt(digits) == field;
    }

    private static Optional<String> different(String field, String wanted, String got) {
        return Optional.of("DE" + field + " must be " + wanted + ", got \"" + got + "\"");
    }
}
