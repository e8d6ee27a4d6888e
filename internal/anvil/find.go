package anvil

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// Root returns the folder that holds devnet/node_modules: the given one, otherwise the first one
// upward from the working folder, otherwise Home. If there is none, Root returns the working
// folder, and reading a file there reports what is missing. Files below Root are only read; Home
// decides which program runs.
func Root(given string) string {
	if given != "" {
		return given
	}
	here, err := os.Getwd()
	if err != nil {
		here = "."
	}
	if root, ok := upward(here); ok {
		return root
	}
	if home, err := Home(); err == nil {
		if root, ok := upward(home); ok {
			return root
		}
	}
	return here
}

// Home is the first folder upward from the running program that holds the packages, otherwise the
// program's own folder. The working folder does not count: it may be someone else's checkout with a
// program in it.
func Home() (string, error) {
	program, err := os.Executable()
	if err == nil {
		program, err = filepath.EvalSymlinks(program)
	}
	if err != nil {
		return "", err
	}
	folder := filepath.Dir(program)
	if root, ok := upward(folder); ok {
		return root, nil
	}
	return folder, nil
}

func upward(folder string) (string, bool) {
	for {
		if info, err := os.Stat(filepath.Join(folder, "devnet", "node_modules")); err == nil && info.IsDir() {
			return folder, true
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return "", false
		}
		folder = parent
	}
}

// Find returns the path of anvil: the given program, otherwise the one on PATH, otherwise the one
// in the packages below root.
func Find(given, root string) (string, error) {
	if given != "" {
		if path, err := exec.LookPath(given); err == nil {
			return path, nil
		}
		return "", &Error{ErrMissing, fmt.Sprintf("no such program: %s", given), "omit --anvil to use the one on PATH or in the installed packages"}
	}
	if path, err := exec.LookPath("anvil"); err == nil {
		return path, nil
	}
	packaged := filepath.Join(root, "devnet", "node_modules", "@foundry-rs", anvilPackage(), "bin", "anvil")
	if path, err := exec.LookPath(packaged); err == nil {
		return path, nil
	}
	return "", &Error{ErrMissing, "anvil (the development node) is neither on PATH nor installed",
		"run `make setup`, or install Foundry to have anvil on PATH"}
}

// anvilPackage is the npm package with the native program for this machine.
func anvilPackage() string {
	system := runtime.GOOS
	if system == "windows" {
		system = "win32"
	}
	return "anvil-" + system + "-" + runtime.GOARCH
}
