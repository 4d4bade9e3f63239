package reconstruct

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/duizheng/duizheng/timeline/casefile"
)

const (
	fileSizeEnv      = "DUIZHENG_TEST_FILE_SIZE"
	canLimitFileSize = true
)

// limitFileSize makes every write beyond a size fail, if the test asks for it.
func limitFileSize(t *testing.T) {
	n, err := strconv.ParseUint(os.Getenv(fileSizeEnv), 10, 64)
	if err != nil {
		return
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: n, Max: n}); err != nil {
		t.Fatal(err)
	}
}

// cpu is the processor time that this process has used: on a busy machine the
// truer measure.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// On a disk that is full the import fails and the case stays as it was.
func TestImport_diskFull(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("mounting a small disk needs root")
	}
	disk, files := t.TempDir(), t.TempDir()
	path := generate(t, files, 20_000, 1)[0]
	small := func(size int) string { return fmt.Sprintf("size=%d", size) }
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, small(1<<20)); err != nil {
		t.Skipf("cannot mount a small disk: %v", err)
	}
	defer func() {
		if err := syscall.Unmount(disk, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	}()
	dir := filepath.Join(disk, "case")
	store, err := casefile.Create(context.Background(), dir, casefile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	grow(t, dir, path, rooms, func(room int) error {
		if err := syscall.Mount("tmpfs", disk, "tmpfs", syscall.MS_REMOUNT, small(room+512<<10)); err != nil {
			t.Fatal(err)
		}
		cmd, out := importCommand(t, dir, path)
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("%w: %s", err, out)
		}
		return nil
	})
}
