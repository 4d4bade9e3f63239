// Package waybill finds couriers' parcel numbers in what people write.
//
// A number is never guessed: what comes out is a list of carriers whose grammar
// the string fits, and the reason for taking it for a waybill at all. A wrong
// number would tie somebody's words to somebody else's parcel, so doubt means
// no number.
//
//   - What surely is something else is masked first: phone and hotline numbers,
//     ID cards with a valid check digit, dates and timestamps, money, web
//     addresses, and whatever stands behind a label such as 订单号 or 取件码.
//   - Forms that identify themselves (SF + 13 digits, 1Z…, UPU S10) are taken
//     anywhere.
//   - Digits alone are taken only behind or before a label (运单号, tracking
//     number) or beside the name of a carrier whose form they have, or when an
//     imported record bears the number.
//
// The forms of the Chinese carriers are in form.go, with published sources in
// their comments; western forms and all check digits come from the definitions
// of jkeen/tracking_number_data (MIT; see jkeen/LICENSE).
package waybill
