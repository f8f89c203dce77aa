package io.kessai.clearing.report;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A browser without a window and without a network, where one is installed. */
final class Chromium {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<String> OPTIONS =
            List.of(
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--host-resolver-rules=MAP * ~NOTFOUND",
                    "--hide-scrollbars",
                    "--force-device-scale-factor=1");
    private static final int SECONDS_MAX = 60;

    private final Path program;

    private Chromium(Path program) {
        this.program = program;
    }

    /** The first one of the folders of PATH. */
    static Optional<Chromium> find() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Chromium::new);
    }

    /**
     * What a page looks like.
     *
     * @param folder for its profile, and for the picture, {@code name.png}
     * @param dark whether the reader prefers a dark page
     */
    BufferedImage picture(Path page, Path folder, String name, int width, int height, boolean dark)
            throws IOException, InterruptedException {
        Path picture = folder.resolve(name + ".png");
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(OPTIONS);
        command.add("--user-data-dir=" + Files.createDirectory(folder.resolve(name)));
        command.add("--window-size=" + width + "," + height);
        command.add("--blink-settings=preferredColorScheme=" + (dark ? 0 : 1));
        command.add("--screenshot=" + picture);
        command.add(page.toUri().toString());
        Path log = folder.resolve(name + ".log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS) || !Files.exists(picture)) {
                throw new IOException("no picture: " + Files.readString(log));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return ImageIO.read(picture.toFile());
    }
}
