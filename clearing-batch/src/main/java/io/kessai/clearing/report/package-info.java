/**
 * Report: what came of a business date, a run and each file, as one page for people, and the same
 * numbers as CSV and JSON for programs; and the status of all of it. {@link
 * io.kessai.clearing.report.FileFacts} and {@link io.kessai.clearing.report.BooksFacts} are what
 * the database says; tables are made of them without it. Read ReportTest first.
 */
package io.kessai.clearing.report;
