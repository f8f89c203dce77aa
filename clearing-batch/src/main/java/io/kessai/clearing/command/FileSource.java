package io.kessai.clearing.command;

import io.kessai.clearing.ingest.FileReading;
import io.kessai.clearing.receive.Archive;

/** Where received files are kept, and how they are read: with one set of keys. */
record FileSource(Archive archive, FileReading reading, boolean acceptsTestFiles) {}
