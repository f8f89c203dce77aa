package io.kessai.local.network.clearing;

import io.kessai.baseii.BaseIIFraming;
import io.kessai.domain.clearing.CardNetwork;
import io.kessai.ipm.IpmEncoding;
import io.kessai.ipm.IpmFormat;
import io.kessai.ipm.IpmFraming;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/** Spreads the records of a night over files: every form in the first, one a network later. */
final class NightFiles {
    private final SplittableRandom random;
    private final long sender;
    private final int night;
    private final LocalDate date;
    private final Map<CardNetwork, List<Plan>> plans = new EnumMap<>(CardNetwork.class);

    /** A file to be: its logical files with what is told in them. */
    private record Plan(ClearingFile.Form form, List<List<Told>> logicalFiles) {}

    NightFiles(SplittableRandom random, long sender, int night, LocalDate date) {
        this.random = random;
        this.sender = sender;
        this.night = night;
        this.date = date;
        for (CardNetwork network : CardNetwork.values()) {
            List<ClearingFile.Form> forms = forms(network);
            Collections.shuffle(forms, new Random(random.nextLong()));
            plans.put(network, plans(night == 0 ? forms : forms.subList(0, 1)));
        }
    }

    /** Every form that the network's files come in. */
    static List<ClearingFile.Form> forms(CardNetwork network) {
        return switch (network) {
            case MASTERCARD -> ipm();
            case VISA -> baseII();
        };
    }

    private static List<ClearingFile.Form> ipm() {
        List<ClearingFile.Form> forms = new ArrayList<>();
        for (IpmEncoding encoding : IpmEncoding.values()) {
            for (IpmFraming framing : IpmFraming.values()) {
                forms.add(new ClearingFile.Form.Ipm(new IpmFormat(encoding, framing)));
            }
        }
        return forms;
    }

    private static List<ClearingFile.Form> baseII() {
        List<ClearingFile.Form> forms = new ArrayList<>();
        for (BaseIIFraming.Encoding encoding : BaseIIFraming.Encoding.values()) {
            for (BaseIIFraming.Delimiter delimiter : BaseIIFraming.Delimiter.values()) {
                for (BaseIIFraming.Form form : BaseIIFraming.Form.values()) {
                    forms.add(
                            new ClearingFile.Form.BaseII(
                                    new BaseIIFraming(encoding, delimiter, form)));
                }
            }
        }
        return forms;
    }

    /** The first file holds two logical files, the others one. */
    private static List<Plan> plans(List<ClearingFile.Form> forms) {
        List<Plan> plans = new ArrayList<>();
        for (ClearingFile.Form form : forms) {
            List<List<Told>> logicalFiles = new ArrayList<>();
            logicalFiles.add(new ArrayList<>());
            if (plans.isEmpty()) {
                logicalFiles.add(new ArrayList<>());
            }
            plans.add(new Plan(form, logicalFiles));
        }
        return plans;
    }

    /** Puts what a story tells of this night into one file, in its order. */
    void take(List<Told> story) {
        List<Told> tonight = story.stream().filter(told -> told.night() == night).toList();
        if (tonight.isEmpty()) {
            return;
        }
        List<Plan> files = plans.getOrDefault(tonight.getFirst().item().network(), List.of());
        List<List<Told>> logicalFiles = files.get(random.nextInt(files.size())).logicalFiles();
        logicalFiles.get(random.nextInt(logicalFiles.size())).addAll(tonight);
    }

    /** The files, every record entered into the books in the order of delivery. */
    List<ClearingFile> files(ClearingBooks books) {
        List<ClearingFile> files = new ArrayList<>();
        plans.forEach(
                (network, planned) -> {
                    int number = 0;
                    for (Plan plan : planned) {
                        List<ClearingFile.LogicalFile> logicalFiles = new ArrayList<>();
                        for (List<Told> told : plan.logicalFiles()) {
                            LogicalFileId id = new LogicalFileId(sender, date, ++number, false);
                            logicalFiles.add(new ClearingFile.LogicalFile(id, lines(told, books)));
                        }
                        String name = name(network, files.size() + 1);
                        files.add(new ClearingFile(name, plan.form(), logicalFiles));
                    }
                });
        return files;
    }

    private static List<ClearingFile.Line> lines(List<Told> told, ClearingBooks books) {
        return told.stream()
                .map(
                        each ->
                                new ClearingFile.Line(
                                        each.item(), books.enter(each.item(), each.meaning())))
                .toList();
    }

    private String name(CardNetwork network, int place) {
        String suffix =
                switch (network) {
                    case MASTERCARD -> "ipm";
                    case VISA -> "ctf";
                };
        return "%s-%02d-%s.%s"
                .formatted(
                        DateTimeFormatter.BASIC_ISO_DATE.format(date),
                        place,
                        network.word(),
                        suffix);
    }
}
