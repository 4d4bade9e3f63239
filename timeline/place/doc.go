// Package place reads words for where a parcel was left and who signed for
// it, in simplified and traditional Chinese and English.
//
// The classes are those of JUDGEMENT section 3: what is told apart there (hand,
// door, front desk, station, locker) has its own kind, everything else that is
// a place is other and conflicts with nothing. The words are data (words.go);
// they are compared in their folded form, so that spans hold in the text as
// written.
//
// Words for places follow each other in Chinese ("小区门口的丰巢柜"). Such a
// chain is one place, and its class is that of the last word that says more
// than where to look for it: a station, locker or front desk beats the door or
// the building it stands at.
package place
