/**
 * Structured logging: one event a step, as a typed record with a stable name.
 *
 * <p>Names and components of the records are a public contract: dashboards and alarms read them. No
 * component ever holds card data. Read {@code EventLogTest} first.
 */
package io.kessai.log;
