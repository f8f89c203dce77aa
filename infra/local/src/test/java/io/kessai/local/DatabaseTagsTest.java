package io.kessai.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.local.run.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds that the run on a container takes every test class that can run there, and no other. */
class DatabaseTagsTest {

    private static final String SHARED = "Object o = TestDatabase.shared();";
    private static final String TAGGED = "@Tag(\"database\")\n";

    @TempDir private Path root = Path.of("");

    @Test
    void everyTestOnTheSharedDatabasesIsTagged() throws IOException {
        assertEquals(List.of(), new DatabaseTags(Checkout.find().root()).violations());
    }

    @Test
    void aTestThatUsesThemWithoutTheTagIsFound() throws IOException {
        write("a/UsesTest.java", SHARED);
        write("a/TaggedIT.java", TAGGED + SHARED);
        assertEquals(
                List.of(
                        "m/src/test/java/a/UsesTest.java uses TestDatabase without @Tag(\"database\")"),
                new DatabaseTags(root).violations());
    }

    @Test
    void aTestThatUsesThemThroughAKitOfItsPackageOrImportedIsFoundUnlessItsServerIsItsOwn()
            throws IOException {
        write("a/Kit.java", SHARED);
        write("a/KitIT.java", "Kit.fast();");
        write("a/OwnTest.java", "Kit.on(EmbeddedDatabase.temporary(DURABLE));");
        write("b/OtherTest.java", "Kit.fast();");
        write("b/ImportsTest.java", "import a.Kit;");
        assertEquals(
                List.of(
                        "m/src/test/java/a/KitIT.java uses TestDatabase without @Tag(\"database\")",
                        "m/src/test/java/b/ImportsTest.java uses TestDatabase without"
                                + " @Tag(\"database\")"),
                new DatabaseTags(root).violations());
    }

    @Test
    void aTagWithoutThemIsFound() throws IOException {
        write("a/PlainTest.java", TAGGED);
        assertEquals(
                List.of(
                        "m/src/test/java/a/PlainTest.java has @Tag(\"database\") without TestDatabase"),
                new DatabaseTags(root).violations());
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve("m/src/test/java").resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }
}
