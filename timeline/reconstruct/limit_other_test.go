//go:build !linux

package reconstruct

import (
	"testing"
	"time"
)

const (
	fileSizeEnv      = "DUIZHENG_TEST_FILE_SIZE"
	canLimitFileSize = false
)

func limitFileSize(*testing.T) {}

func cpu() time.Duration { return 0 }
