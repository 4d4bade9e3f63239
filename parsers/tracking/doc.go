// Package tracking holds what the readers of couriers' records share: from a
// row of an answer to a scan, and the walk through a JSON document.
//
// Each source has a folder of its own with its wire format and its table of
// status codes. A table is never shared: the same digit means opposite things
// in two aggregators (2 is 疑难 for kuaidi100 and 在途 for KDNiao).
//
//   - A row becomes a scan; package scans reads its words.
//   - A row or answer that only says that nothing is known (查无结果) becomes a
//     frame with those words, and a note in the ledger, never a scan: it proves
//     nothing.
//   - Records come in file order. Scan.Position says where a row stands in its
//     list by order of time, for rows of the same second: lists that run
//     backwards are counted from their end.
//   - Chinese services write the wall clock without zone; it is +08:00 whatever
//     zone the user lives in.
package tracking
