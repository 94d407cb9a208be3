package io.gitcortex.integration.standin;

import java.util.Optional;

/**
 * A request, and what the stand-in has done. Immutable.
 *
 * @param number counted from 1, in the order of arrival
 * @param request method and path, without the query
 * @param turn what was asked of the model; empty for other requests
 * @param step what was done; empty for other requests, and for side questions that offer no tools
 */
public record Exchange(int number, String request, Optional<Turn> turn, Optional<Step> step) {}
