package doctor

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"mpool/internal/fork"
	"mpool/internal/redact/typed"
	"mpool/internal/text"
)

// The names of the other checks.
const (
	nameAnvil   = "anvil"
	nameKeys    = "keys"
	nameConfig  = "configuration"
	nameRecords = "records"
)

// judgeAnvil checks the output of anvil --version.
func judgeAnvil(path, said string) Check {
	const tried = fork.Version
	const needs = "dry runs with --fork and mpool devnet need it"
	first, _, _ := strings.Cut(strings.TrimSpace(said), "\n")
	switch {
	case path == "":
		return warning(nameAnvil, "anvil is not installed; "+needs, "install Foundry, so that anvil is on PATH")
	case !strings.Contains(strings.ToLower(first), "anvil"):
		return warning(nameAnvil, fmt.Sprintf("%s does not call itself anvil: %s", path, text.Quote(first)), "put Foundry's anvil first on PATH")
	case !strings.HasPrefix(strings.TrimPrefix(first[strings.LastIndexByte(first, ' ')+1:], "v"), tried+"."):
		return warning(nameAnvil, fmt.Sprintf("%s is %s; mpool was tried with %s", path, text.Clean(first, text.NameWidth), tried), "install a version "+tried+" of Foundry if a dry run fails")
	}
	return ok(nameAnvil, fmt.Sprintf("%s is %s", path, text.Clean(first, text.NameWidth)))
}

// fileSeen is a file or folder with its mode.
type fileSeen struct {
	path string
	mode fs.FileMode
	err  error // it could not be read
}

const (
	othersRead  = 0o077 // mode bits that the signer refuses
	othersWrite = 0o022
)

// judgeKeys checks the modes of key files and password files. Their contents are never read.
func judgeKeys(folder string, files []fileSeen) Check {
	var open, broken []string
	for _, file := range files {
		switch {
		case file.err != nil:
			broken = append(broken, pathOf(file))
		case file.mode.Perm()&othersRead != 0:
			open = append(open, file.path)
		}
	}
	switch {
	case len(open) > 0:
		return refused(nameKeys, fmt.Sprintf("other users can read %s: mpool does not sign with such a file", strings.Join(open, ", ")), "chmod 600 "+shellWords(open))
	case len(broken) > 0:
		return warning(nameKeys, "cannot read "+strings.Join(broken, ", "), "check the paths in MPOOL_KEYSTORE, MPOOL_PASSWORD_FILE and "+folder)
	case len(files) == 0:
		return ok(nameKeys, "no key files in "+folder)
	}
	return ok(nameKeys, fmt.Sprintf("%s that only you can read", text.Plural(len(files), "file")))
}

// pathOf returns the path of a file for a message. A variable for a path may hold the key itself.
func pathOf(file fileSeen) string {
	if typed.IsKey(filepath.Base(file.path)) {
		return typed.Hidden
	}
	return file.path
}

func shellWords(paths []string) string {
	var words []string
	for _, path := range paths {
		words = append(words, text.ShellWord(path))
	}
	return strings.Join(words, " ")
}

// configSeen is the configuration file.
type configSeen struct {
	fileSeen
	there   bool
	invalid string // its mistake; empty: none
	remedy  string // remedy of the mistake
	key     bool   // it has a node's address or header that may contain a key
}

func judgeConfig(s configSeen) Check {
	switch {
	case s.invalid != "":
		return refused(nameConfig, s.invalid, s.remedy)
	case !s.there:
		return ok(nameConfig, "no file at "+s.path+"; mpool init writes one")
	case s.err != nil:
		return warning(nameConfig, "cannot look at "+s.path, "check its permissions")
	case s.mode.Perm()&othersWrite != 0:
		return warning(nameConfig, "other users can change "+s.path+", and with it your policies", "chmod 600 "+text.ShellWord(s.path))
	case s.key && s.mode.Perm()&othersRead != 0:
		return warning(nameConfig, "other users can read "+s.path+", where a node's address or header may contain a key", "chmod 600 "+text.ShellWord(s.path))
	}
	return ok(nameConfig, s.path)
}

// recordsSeen is the folder of records.
type recordsSeen struct {
	folder     string
	records    int
	unfinished int
	alive      int    // rejected transactions that can still be mined
	broken     string // why the folder cannot be used; empty: it can
	remedy     string // remedy of that
	unreadable []string
	locked     string // who holds the lock; empty: nobody
}

func judgeRecords(s recordsSeen) Check {
	switch {
	case s.broken != "":
		return refused(nameRecords, s.broken, s.remedy)
	case len(s.unreadable) > 0:
		return refused(nameRecords, fmt.Sprintf("%d of %s cannot be read: %s", len(s.unreadable), text.Plural(s.records, "record"), strings.Join(s.unreadable, "; ")),
			"check on the chain what the accounts have sent, then move these files away")
	case s.locked != "":
		return warning(nameRecords, s.locked, "wait until it has finished; for another pool owner, use another --state-dir")
	case s.unfinished > 0:
		return warning(nameRecords, fmt.Sprintf("%s of %d not finished", isAre(s.unfinished), s.records), "mpool tx list, then mpool resume")
	}
	if s.alive > 0 {
		return warning(nameRecords, fmt.Sprintf("%s and closed, but anyone who has the signed bytes can still send them", rejected(s.alive)), "mpool tx list, then mpool tx cancel")
	}
	return ok(nameRecords, fmt.Sprintf("%s in %s", text.Plural(s.records, "record"), s.folder))
}

func rejected(n int) string {
	if n == 1 {
		return "1 transaction was rejected"
	}
	return fmt.Sprintf("%d transactions were rejected", n)
}

func isAre(n int) string {
	if n == 1 {
		return "1 operation is"
	}
	return fmt.Sprintf("%d operations are", n)
}
