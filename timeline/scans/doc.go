// Package scans reads what one line of a courier's record says.
//
// The wording decides and the status code only helps out: aggregators mark a
// parcel as signed when a station or a locker took it, and the same digit means
// opposite things in two of them. Both are kept, so that a disagreement can be
// shown (JUDGEMENT section 2, record_anomaly).
//
//   - Handed to a station or locker is at_pickup_point, never delivered; "已签收"
//     with a station as the signer is delivered, with that signer.
//   - What a line only announces (预计, 即将, 将) is no event. A line that does
//     nothing else is a promise of the carrier (eta).
//   - "查无结果" and the like say nothing about the parcel (info).
//
// The words are data (rules.go), in an order that was measured against traces
// of every large Chinese carrier; each rule names the carriers whose wording it
// is.
package scans
