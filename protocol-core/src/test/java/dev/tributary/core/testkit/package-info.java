/** The test kit of the core: what a test of any module takes to set up a world of the core. */
package dev.tributary.core.testkit;
