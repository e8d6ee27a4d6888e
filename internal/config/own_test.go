package config

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"mpool/internal/failure"
)

// A configuration that others can write sets no limit.
func TestOwnFile(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows does not use these permission bits")
	}
	own, group := os.Geteuid(), os.Getegid()
	for _, c := range []struct {
		file, folder os.FileMode
		owner, group int
		bad          string // which of them is named; empty: none
	}{
		{0o600, 0o700, own, group, ""},
		{0o644, 0o755, own, group, ""},
		{0o644, 0o777 | os.ModeSticky, own, group, ""},
		{0o666, 0o755, own, group, "config.yaml"},
		{0o664, 0o775, own, group, ""}, // the user's own group
		{0o620, 0o755, own, 12345, "config.yaml"},
		{0o600, 0o777, own, group, "mpool"},
		{0o600, 0o770, own, 12345, "mpool"},
		{0o600, 0o755, 65534, group, ""}, // root in a container
	} {
		if (c.owner != own || c.group != group) && own != 0 {
			continue // only root gives files away
		}
		dir := filepath.Join(t.TempDir(), "mpool")
		path := filepath.Join(dir, "config.yaml")
		for _, err := range []error{
			os.Mkdir(dir, 0o700), os.WriteFile(path, []byte("refuse: {max_arbitrage_cost: 100%}\n"), 0o600),
			os.Chown(path, c.owner, c.group), os.Chown(dir, -1, c.group), os.Chmod(path, c.file), os.Chmod(dir, c.folder),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
		link := filepath.Join(t.TempDir(), "link.yaml")
		if err := os.Symlink(path, link); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{path, link} {
			err := loadFile(name)
			switch {
			case c.bad == "" && err != nil:
				t.Errorf("%s %v in %v: %v", name, c.file, c.folder, err)
			case c.bad != "" && (err == nil || !writable(err) || !strings.HasSuffix(failure.HintOf(err), fix(name, dir, c.bad))):
				t.Errorf("%s %v in %v of %d: %v, hint %q", name, c.file, c.folder, c.owner, err, failure.HintOf(err))
			}
		}
	}
	if err := loadFile(os.DevNull); err != nil {
		t.Error(err)
	}
}

// fix is how the hint ends.
func fix(file, dir, bad string) string {
	if bad == "mpool" {
		return "chmod go-w " + dir
	}
	return "chmod go-w " + file
}

func loadFile(path string) error {
	s := NewSettings(func(name string) (string, bool) {
		if name != "MPOOL_CONFIG" {
			return "", false
		}
		return path, true
	})
	return s.Load(Source{Flags: new(pflag.FlagSet), Reads: func(string) {}})
}

func writable(err error) bool {
	var f *failure.Failure
	return errors.As(err, &f) && f.Code == "config.writable" && f.Exit == failure.Misuse
}
