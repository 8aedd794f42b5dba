/**
 * Tests on the repository itself: what is cited exists, what is said in numbers is so, every
 * package says what it is, and slow tests are marked. Each check has a test with planted faults.
 */
package dev.tributary.tidy;
