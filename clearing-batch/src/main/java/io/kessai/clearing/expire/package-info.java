/**
 * Expire-holds: gives back what authorizations still hold after their last day. Read
 * ExpireHoldsTest first.
 */
package io.kessai.clearing.expire;
