package io.kessai.authorization.record;

import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.CardSnapshot;
import io.kessai.authorization.decide.ControlSet;
import io.kessai.authorization.decide.Controls;
import io.kessai.authorization.decide.RollingUsage;
import io.kessai.domain.controls.ControlScope;
import io.kessai.domain.controls.ControlState;
import io.kessai.domain.controls.ControlsFile;
import io.kessai.domain.controls.Window;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The controls of a file, in place of those a message was decided by: a section takes the place of
 * all versions its subject had, in force or in shadow; who has no section keeps those recorded.
 */
final class BacktestControls {

    private static final String ACCOUNTS_OF_CARDS =
            "select account_id from cards where id = any (?)";

    private final ControlsFile file;
    private final RecordedRules recorded;

    /** With a section of their own, or a card with one: what is declined there, all cards feel. */
    private final Set<Long> accounts = new HashSet<>();

    BacktestControls(Connection connection, ControlsFile file, RecordedRules recorded)
            throws SQLException {
        this.file = file;
        this.recorded = recorded;
        List<Long> cards = new ArrayList<>();
        for (ControlsFile.Section section : file.sections()) {
            switch (section.scope()) {
                case PRODUCT -> {}
                case ACCOUNT -> accounts.add(Long.valueOf(section.subject()));
                case CARD -> cards.add(Long.valueOf(section.subject()));
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(ACCOUNTS_OF_CARDS)) {
            statement.setArray(1, connection.createArrayOf("int8", cards.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    accounts.add(row.getLong(1));
                }
            }
        }
    }

    /** Whether the file may change anything for the card. */
    boolean concern(CardSnapshot card) {
        return accounts.contains(card.accountId())
                || file.section(ControlScope.PRODUCT, card.product().name()).isPresent();
    }

    /** Whose usage limits may look at: nobody else's is counted. */
    List<UsageSubject> measured(CardSnapshot card) {
        List<UsageSubject> measured = new ArrayList<>();
        if (recorded.measureUsage() || measures(ControlScope.CARD, card)) {
            measured.add(UsageSubject.card(card.cardId()));
        }
        if (recorded.measureUsage()
                || measures(ControlScope.ACCOUNT, card)
                || measures(ControlScope.PRODUCT, card)) {
            measured.add(UsageSubject.account(card.accountId()));
        }
        return measured;
    }

    private boolean measures(ControlScope scope, CardSnapshot card) {
        return section(scope, card).filter(found -> found.rules().measuresUsage()).isPresent();
    }

    /** The longest window that rolls, of any rule that may be asked. */
    Duration longestRolling() {
        return file.sections().stream()
                .flatMap(section -> section.rules().rollingWindows().stream())
                .map(Window.Rolling::length)
                .reduce(recorded.longestRolling(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }

    /** What the request has to pass, and what that measures as replayed. */
    Controls controls(
            CardSnapshot card,
            AuthorizationRequest request,
            Controls wereThere,
            BacktestUsage usage,
            Instant now)
            throws SQLException {
        List<ControlSet> sets = request.kind().asks() ? sets(card, wereThere) : List.of();
        if (sets.isEmpty()) {
            return Controls.NONE;
        }
        List<UsageSubject> measured = measured(card);
        UsageSubject ofCard = UsageSubject.card(card.cardId());
        UsageSubject ofAccount = UsageSubject.account(card.accountId());
        List<RollingUsage> rolling = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (ControlSet set : sets) {
            boolean isOfCard = set.scope().measuresCard();
            for (Window.Rolling window : set.rules().rollingWindows()) {
                if (seen.add(List.of(isOfCard, window))) {
                    UsageSubject subject = isOfCard ? ofCard : ofAccount;
                    rolling.add(
                            new RollingUsage(
                                    isOfCard, window, usage.rolling(subject, window, now)));
                }
            }
        }
        return new Controls(
                sets,
                measured.contains(ofCard)
                        ? Optional.of(usage.usage(ofCard, now))
                        : Optional.empty(),
                measured.contains(ofAccount)
                        ? Optional.of(usage.usage(ofAccount, now))
                        : Optional.empty(),
                rolling);
    }

    private List<ControlSet> sets(CardSnapshot card, Controls wereThere) {
        List<ControlSet> sets = new ArrayList<>();
        for (ControlScope scope : ControlScope.values()) {
            Optional<ControlsFile.Section> section = section(scope, card);
            if (section.isEmpty()) {
                wereThere.sets().stream().filter(set -> set.scope() == scope).forEach(sets::add);
            } else if (!section.get().rules().rules().isEmpty()) {
                sets.add(set(section.get()));
            }
        }
        return sets;
    }

    /** Numbered by its line, below zero: no recorded one has such an id. */
    private static ControlSet set(ControlsFile.Section section) {
        return new ControlSet(
                -section.line(), section.scope(), ControlState.ENFORCED, section.rules());
    }

    /** How people know a set: by its section, or by its id if it was recorded. */
    String name(ControlSet set) {
        return file.sections().stream()
                .filter(section -> section.line() == -set.id())
                .map(ControlsFile.Section::name)
                .findFirst()
                .orElse("controls:" + set.id());
    }

    private Optional<ControlsFile.Section> section(ControlScope scope, CardSnapshot card) {
        return file.section(
                scope,
                switch (scope) {
                    case PRODUCT -> card.product().name();
                    case ACCOUNT -> String.valueOf(card.accountId());
                    case CARD -> String.valueOf(card.cardId());
                });
    }
}
