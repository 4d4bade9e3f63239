//go:build race

package claims

// The race detector makes sync.Pool drop at random what it is given back.
const raceDetector = true
