/**
 * What both programs ask of the URL of their database, before anything is opened. Read {@code
 * DatabaseUrlTest} first.
 */
package io.kessai.database;
