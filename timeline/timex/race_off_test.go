//go:build !race

package timex

const raceDetector = false
