package config

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"

	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/mistake"
	"mpool/internal/renamed"
)

// This is the only file that uses viper. Flags replace the environment, that replaces the file, and
// that replaces the defaults.

// loader reads the settings and remembers where each comes from, for errors.
type loader struct {
	viper   *viper.Viper
	into    *Settings
	ended   <-chan struct{}   // closed to stop reading
	reads   func(file string) // called with the name of the file that is read
	sources map[string]string
	file    string    // the file that was read; empty: no file
	fresh   bool      // the file may be missing although it was named
	beneath []beneath // limits that environment variables replace
}

// Source is where settings come from, besides the environment and the file.
type Source struct {
	Flags *pflag.FlagSet
	Ended <-chan struct{}   // closed to stop reading; nil: never
	Reads func(file string) // called with the name of the file that is read
	New   bool              // the file may be missing: the command is about to write it
}

// Load reads the settings of a command with these flags.
func (into *Settings) Load(from Source) error {
	l := &loader{viper: viper.New(), into: into, ended: from.Ended, reads: from.Reads, sources: map[string]string{}, fresh: from.New}
	flags := from.Flags
	if err := l.readFile(flags); err != nil {
		return err
	}
	l.readRest(flags)
	var s Settings
	if err := l.viper.UnmarshalExact(&s, strictly); err != nil {
		return l.explainAll(err)
	}
	if err := s.check(); err != nil {
		return err
	}
	s.Sources = l.sources
	mistake.Point("config")
	if err := l.checkPlaces(&s); err != nil {
		return err
	}
	if err := l.refuseLoosened(&s); err != nil {
		return err
	}
	s.env = into.env
	s.file, s.path = l.file, into.path
	*into = s
	return nil
}

// largestConfig is the largest size of the file in bytes, far above any real one.
const largestConfig = 1 << 20

// readFile reads the file that --config or MPOOL_CONFIG names, which must exist, or the default file,
// which may be missing.
func (l *loader) readFile(flags *pflag.FlagSet) error {
	path, explicit := l.configPath(flags)
	l.into.path, explicit = path, explicit && !l.fresh
	text, err := files.Read(l.ended, path, largestConfig)
	if errors.Is(err, context.Canceled) {
		return failure.New(failure.Interrupted, "interrupted", "interrupted").Because(err)
	}
	if errors.Is(err, os.ErrNotExist) && !explicit {
		return l.noLink(path)
	}
	if err != nil {
		return BadConfig("cannot read the configuration %q: %s", path, failure.Innermost(err)).Because(err)
	}
	if err := ownFile(path); err != nil {
		return err
	}
	l.reads(path)
	l.file = path
	if err := oneDocument(path, text); err != nil {
		return err
	}
	lines := linesOf(text)
	l.viper.SetConfigType("yaml")
	if err := l.viper.ReadConfig(bytes.NewReader(text)); err != nil {
		return notYAML(path, text)
	}
	if err := l.readKeys(path, lines); err != nil {
		return err
	}
	return l.readOldNames(path)
}

// readKeys notes the place of each key. It refuses unknown and empty keys, in the order of the file.
func (l *loader) readKeys(path string, at lines) error {
	keys := l.viper.AllKeys()
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(cmp.Compare(at[a], at[b]), cmp.Compare(a, b)) })
	var wrong []error
	for _, key := range keys {
		switch {
		case !isKnown(key) && !isSection(key) && !isOfChain(key):
			wrong = append(wrong, unknownKey(at.place(path, key), key))
		case l.viper.Get(key) == nil:
			wrong = append(wrong, emptyKey(at.place(path, key), key))
		}
		l.sources[key] = at.source(path, key)
	}
	return failure.Together(wrong...)
}

func (l *loader) configPath(flags *pflag.FlagSet) (path string, explicit bool) {
	if f := flags.Lookup("config"); f != nil && f.Changed {
		return f.Value.String(), true
	}
	if path, _ := l.into.env("MPOOL_CONFIG"); path != "" {
		return path, true
	}
	return filepath.Join(l.into.xdg("XDG_CONFIG_HOME", ".config"), "mpool", "config.yaml"), false
}

// readRest sets the defaults, and replaces the file's values by those of the environment and the flags.
func (l *loader) readRest(flags *pflag.FlagSet) {
	for _, s := range Known() {
		if s.Standard != "" {
			l.viper.SetDefault(s.Key, s.Standard)
		}
		for _, name := range []string{s.Foreign, s.oldVariable(), s.ownVariable()} {
			if value, _ := l.into.env(name); value != "" {
				l.layOver(s, name)
				l.set(s, name, value)
			}
		}
		if f := SettingFlag(flags, s); f != nil && f.Changed {
			l.setFlag(s, f)
		}
	}
}

func (l *loader) set(s Setting, source string, value any) {
	l.viper.Set(s.Key, value)
	l.sources[s.Key] = source
}

func (l *loader) setFlag(s Setting, f *pflag.Flag) {
	if list, ok := f.Value.(pflag.SliceValue); ok {
		l.set(s, "--"+f.Name, list.GetSlice())
		return
	}
	l.set(s, "--"+f.Name, f.Value.String())
}

// strictly turns off all conversions except settingHook's.
func strictly(c *mapstructure.DecoderConfig) {
	c.WeaklyTypedInput = false
	c.DecodeHook = settingHook
}

// explainAll names the place of every setting that is not valid.
func (l *loader) explainAll(err error) error {
	for e := err; e != nil; e = errors.Unwrap(e) {
		if _, one := e.(interface{ Name() string }); one { // an error about one setting
			break
		}
		several, is := e.(interface{ Unwrap() []error })
		if !is {
			continue
		}
		var all []error
		for _, one := range several.Unwrap() {
			all = append(all, l.explainAll(one))
		}
		return failure.Together(all...)
	}
	return l.explain(err)
}

// explain names the flag, variable or key that holds the invalid value.
func (l *loader) explain(err error) error {
	var at *mapstructure.DecodeError
	if !errors.As(err, &at) {
		return BadConfig("configuration: %s", failure.Innermost(err)).Because(err)
	}
	name := strings.ToLower(at.Name())
	key, _, _ := strings.Cut(name, "[")
	source, known := l.sources[key]
	if !known {
		source = "configuration"
	}
	if key != name {
		source += strings.TrimPrefix(name, key)
	}
	f := BadConfig("%s: %s", source, at.Unwrap()).Because(err)
	if key == KeyTolerance {
		return f.WithHint(toleranceAllowed)
	}
	return f
}

// toleranceAllowed is the hint about valid tolerances.
const toleranceAllowed = "use a percentage above 0%%, for example 0.5%%; the default is 1%%"

func Of(key string) Setting {
	all := Known()
	return all[slices.IndexFunc(all, func(s Setting) bool { return s.Key == key })]
}

func isKnown(key string) bool {
	key = renamed.Now(renamed.Key, key)
	return slices.ContainsFunc(Known(), func(s Setting) bool { return s.Key == key })
}

// isSection reports whether key is a section. viper lists the keys of a section that is not empty
// instead of the section.
func isSection(key string) bool {
	return slices.ContainsFunc(Known(), func(s Setting) bool { return strings.HasPrefix(s.Key, key+".") })
}

func Variable(key string) string {
	return "MPOOL_" + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}

func unknownKey(path, key string) error {
	if strings.HasPrefix(key, "pools.") {
		return failure.New(failure.Misuse, "config", "%s: pools is a list, and %q is not part of one", path, key).
			WithHint("write: pools: [{name: treasury, address: 0x…}]")
	}
	return failure.New(failure.Misuse, "config.unknown_key", "%s: unknown key %q", path, key).
		WithHint("config.example.yaml lists all keys")
}

// emptyKey is the error about a key without a value: it would look like a limit, but set none.
func emptyKey(path, key string) error {
	return BadConfig("%s: %s has no value", path, key).WithHint("set a value, or remove the key")
}

func BadConfig(format string, args ...any) *failure.Failure {
	return failure.New(failure.Misuse, "config", "%s", firstLine(fmt.Sprintf(format, args...)))
}

func firstLine(text string) string {
	return strings.Join(strings.Fields(text), " ")
}

// xdg returns a folder of the XDG base directory specification.
func (s *Settings) xdg(variable, standard string) string {
	if dir, _ := s.env(variable); filepath.IsAbs(dir) {
		return dir
	}
	home, _ := s.env("HOME")
	return filepath.Join(home, standard)
}

// StateFolder returns the folder with mpool's record of what it sent.
func (s *Settings) StateFolder() string {
	if s.StateDir != "" {
		return s.StateDir
	}
	return filepath.Join(s.xdg("XDG_STATE_HOME", ".local/state"), "mpool")
}

// ConfigPath is the path of the configuration, whether the file exists or not.
func (s *Settings) ConfigPath() string { return s.path }

// JournalDir returns the folder with one file for each run that sent something.
func (s *Settings) JournalDir() string { return filepath.Join(s.StateFolder(), "journal") }
