// Package e2e drives the viewer with a real browser. Its test clicks from a
// finding to the bytes it rests on, and holds that no page writes to the
// browser's console or asks anything of another host.
//
// Without a Chromium the test is skipped, unless DUIZHENG_E2E=require.
// DUIZHENG_CHROME names the browser, DUIZHENG_E2E_KEEP a folder for pictures of
// every page; DUIZHENG_SCREENSHOT=1 writes the picture in the README anew,
// testdata/screenshot-viewer.png.
package e2e
