// Package report makes the document that a person hands in: who said what
// when, what the system recorded, and where the two cannot both be true.
//
// Policy. A report states and shows; it draws no conclusion in law and never
// speaks of lying. What was said stands facing what was recorded, each with
// the file, the byte range and the hash by which anybody can find it again.
// Innocent readings stand beside the finding that they would dissolve. Law is
// quoted from package statute only, with its version. What the user entered
// himself is shown as his own statement. The same case and options give the
// same bytes; the date is that of the case's last change.
//
// Voices have one colour everywhere: promise amber, claim violet, record blue,
// recipient green, conflict red. The viewer draws findings and swim lanes with
// this package too, so that page and paper agree.
package report
