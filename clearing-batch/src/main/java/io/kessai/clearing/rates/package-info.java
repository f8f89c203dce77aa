/** Rates and markups that operators load for the authorization server. Read RateFileTest first. */
package io.kessai.clearing.rates;
