/** Realistic traffic: what a few applications with language models would send in three weeks. */
@NullMarked
package io.tallystream.deploy.local.demo;

import org.jspecify.annotations.NullMarked;
