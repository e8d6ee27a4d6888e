package doctor

import (
	"context"
	"os"
	"slices"
	"strings"
	"time"

	"mpool/internal/anvil"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/keyring"
	"mpool/internal/planner"
	"mpool/internal/redact"
)

// Doctor collects the facts for the checks. It changes nothing and opens no key.
type Doctor struct {
	Settings *config.Settings
	Nodes    *planner.Nodes
	Keys     *keyring.Opener
	Now      func() time.Time
}

// Examine makes all checks. If the configuration is not valid, unread is the reason, and no node is
// asked.
func (d *Doctor) Examine(ctx context.Context, unread error) (*View, error) {
	checks := []Check{d.config(unread)}
	if unread == nil {
		checks = append(checks, d.node(ctx)...)
	} else {
		checks = append(checks, notAsked(skipped(nameNode, "not checked: the configuration is not valid"))...)
	}
	v := Of(append(checks, d.anvil(ctx), d.keys(), d.records()))
	if ctx.Err() != nil {
		return v, ctx.Err()
	}
	if v.Refusals > 0 {
		return v, failure.New(failure.Refused, "doctor", "mpool cannot work with everything as it is: see what is refused").WithResult(v)
	}
	return v, nil
}

func see(path string) fileSeen {
	info, err := os.Stat(path)
	if err != nil {
		return fileSeen{path: path, err: err}
	}
	return fileSeen{path: path, mode: info.Mode()}
}

func (d *Doctor) config(unread error) Check {
	seen := configSeen{fileSeen: see(d.Settings.ConfigPath())}
	seen.there = !os.IsNotExist(seen.err)
	if unread != nil {
		seen.invalid, seen.remedy = unread.Error(), failure.HintOf(unread)
	}
	seen.key = d.keyInFile()
	return judgeConfig(seen)
}

// keyInFile reports whether the configuration file has a node's address or header that may contain a
// key.
func (d *Doctor) keyInFile() bool {
	alone, err := d.Settings.FileAlone()
	if err != nil {
		return false
	}
	return slices.ContainsFunc(alone.AllNodes(), func(node config.Node) bool {
		return node.Source != "" && (len(node.Headers) > 0 || redact.New(node.URL, nil).Shown != strings.TrimSuffix(node.URL, "/"))
	})
}

func (d *Doctor) anvil(ctx context.Context) Check {
	home, err := anvil.Home()
	if err != nil {
		return judgeAnvil("", "")
	}
	program, err := anvil.Find("", home)
	if err != nil {
		return judgeAnvil("", "")
	}
	said, err := anvil.Version(ctx, program)
	if err != nil {
		return warning(nameAnvil, program+" cannot be run: "+failure.Innermost(err).Error(), "install Foundry again, so that a working anvil is on PATH")
	}
	return judgeAnvil(program, said)
}

func (d *Doctor) keys() Check {
	folder, paths := d.Keys.Files()
	var files []fileSeen
	for _, path := range paths {
		files = append(files, see(path))
	}
	return judgeKeys(folder, files)
}

func (d *Doctor) records() Check {
	folder := d.Settings.JournalDir()
	health, err := journal.Look(folder)
	seen := recordsSeen{folder: folder, records: health.Records, unfinished: health.Unfinished, alive: health.Alive}
	if err != nil {
		seen.broken, seen.remedy = failure.Innermost(err).Error(), failure.HintOf(err)
		if seen.remedy == "" {
			seen.remedy = "check " + folder + ", or use another --state-dir"
		}
	}
	for _, one := range health.Unreadable {
		seen.unreadable = append(seen.unreadable, one.Error())
	}
	if health.Locked != nil {
		seen.locked = health.Locked.Error()
	}
	return judgeRecords(seen)
}
