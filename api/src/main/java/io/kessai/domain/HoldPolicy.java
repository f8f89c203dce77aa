package io.kessai.domain;

import java.time.LocalDate;

/**
 * How long an authorization holds, in calendar days of the programme's zone from approval to the
 * end of the last day.
 *
 * @param version stored with every hold, so that an open hold keeps the policy it was given
 * @param fuelStatusCheckDays for 5541 and 5542 at no more than one major unit
 * @param otherDays for everything else
 */
public record HoldPolicy(int version, int fuelStatusCheckDays, int otherDays) {

    /** The policy shipped: a fuel status check one day, anything else seven. */
    public static final HoldPolicy SHIPPED = new HoldPolicy(1, 1, 7);

    /** The last day on which a hold approved on {@code businessDate} still holds. */
    public LocalDate expiresOn(LocalDate businessDate, String mcc, Money asked) {
        boolean fuel = mcc.equals("5541") || mcc.equals("5542");
        boolean statusCheck =
                fuel && asked.minorUnits() <= Math.powExact(10L, asked.currency().exponent());
        return businessDate.plusDays(statusCheck ? fuelStatusCheckDays : otherDays);
    }
}
