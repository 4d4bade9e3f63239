package casefile

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A case on a CD, or in a backup that is mounted for reading only.
func TestOpen_readOnlyDisk(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("mounting a disk needs root")
	}
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=8m"); err != nil {
		t.Skipf("cannot mount a disk: %v", err)
	}
	defer func() {
		if err := syscall.Unmount(disk, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	}()
	dir := filepath.Join(disk, "case")
	s, err := Create(ctx, dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	mustPut(t, s, "小王.txt", talk...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", disk, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	r, err := Open(ctx, dir, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if got := events(t, r, EventQuery{}); len(got) != len(talk) {
		t.Errorf("got %v", texts(got))
	}
	if v, err := r.Verify(ctx); err != nil || !v.OK() {
		t.Errorf("%+v, %v", v, err)
	}
	if w, err := Open(ctx, dir, Options{Wait: -1}); err == nil {
		w.Close()
		t.Error("a case that cannot be written opens for writing")
	} else {
		t.Log(err)
	}
}
