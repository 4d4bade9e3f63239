// Package timeline holds the nouns of duizheng: what an export, a courier's
// record and a person's words become before anything is concluded from them.
//
// The nouns are plain values with small methods and no I/O. Their JSON is the
// public interface of the program and is written here once: every command,
// page and report encodes these types and nothing else.
//
// Data has one direction. A Source (an original file, known by its hash) is
// read into Records (one message, notice, scan, frame or unparsed piece, each
// with a Locator of its bytes). Records of several exports that are the same
// thing become one Event. What an Event's text says becomes Waybills,
// TimeExpressions and Statements; Statements and Scans belong to a Parcel;
// where they cannot all be true there is a Finding. Everything up to the Event
// is primary and stored; everything after it can be made again.
package timeline
