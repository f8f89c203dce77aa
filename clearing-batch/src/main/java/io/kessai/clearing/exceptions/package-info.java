/**
 * What people do about records that need them: {@link io.kessai.clearing.exceptions.ExceptionViews}
 * shows, {@link io.kessai.clearing.exceptions.Resolutions} takes a maker's proposal, {@link
 * io.kessai.clearing.exceptions.Verdicts} a checker's verdict. What a correction books is decided
 * by {@link io.kessai.clearing.exceptions.Correction}, pure. Read ResolutionsTest first.
 */
package io.kessai.clearing.exceptions;
