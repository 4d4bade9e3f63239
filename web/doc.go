// Package web is the viewer: a server for one person on one machine that shows
// a case in the browser.
//
// Policy. Pages answer one question each, are drawn on the server and work
// without script; every state is in the address, and every page has a twin
// that ends in .json (the overview's is /index.json). The viewer never alters
// an original and shows chat text as text only, whatever it looks like.
//
// Trust. The server listens on a loopback address, answers to loopback names
// only (a page of another site cannot reach it by renaming itself), asks for
// the token of the link that the program printed, refuses requests that another
// site caused, and forbids pages to load or send anything outside themselves.
//
// Nothing outside this package knows echo.
package web
