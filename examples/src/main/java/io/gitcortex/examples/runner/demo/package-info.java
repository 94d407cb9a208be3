/** The demo: a scratch repository and a workflow of scripted agents. */
@NullMarked
package io.gitcortex.examples.runner.demo;

import org.jspecify.annotations.NullMarked;
