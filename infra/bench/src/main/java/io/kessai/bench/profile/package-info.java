/** What a recording of the JVM's flight recorder says of where time and memory went. */
package io.kessai.bench.profile;
