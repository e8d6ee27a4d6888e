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
	for _, c := range []struct {
		file, folder os.FileMode
		owner        int
		bad          string // which of them is named; empty: none
	}{
		{0o600, 0o700, os.Geteuid(), ""},
		{0o644, 0o755, os.Geteuid(), ""},
		{0o644, 0o777 | os.ModeSticky, os.Geteuid(), ""},
		{0o666, 0o755, os.Geteuid(), "config.yaml"},
		{0o620, 0o755, os.Geteuid(), "config.yaml"},
		{0o600, 0o777, os.Geteuid(), "mpool"},
		{0o600, 0o770, os.Geteuid(), "mpool"},
		{0o600, 0o755, 65534, "config.yaml"},
	} {
		if c.owner != os.Geteuid() && os.Geteuid() != 0 {
			continue // only root gives files away
		}
		dir := filepath.Join(t.TempDir(), "mpool")
		path := filepath.Join(dir, "config.yaml")
		for _, err := range []error{
			os.Mkdir(dir, 0o700), os.WriteFile(path, []byte("refuse: {max_arbitrage_cost: 100%}\n"), 0o600),
			os.Chmod(path, c.file), os.Chmod(dir, c.folder), os.Chown(path, c.owner, -1),
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
			case c.bad != "" && (err == nil || !writable(err) || !strings.HasSuffix(failure.HintOf(err), fix(c.owner, name, dir, c.bad))):
				t.Errorf("%s %v in %v of %d: %v, hint %q", name, c.file, c.folder, c.owner, err, failure.HintOf(err))
			}
		}
	}
	if err := loadFile(os.DevNull); err != nil {
		t.Error(err)
	}
}

// fix is how the hint ends.
func fix(owner int, file, dir, bad string) string {
	switch {
	case owner != os.Geteuid():
		return "or use a copy of your own with --config"
	case bad == "mpool":
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
