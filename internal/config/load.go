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

// This is the only file that knows viper. Flags are laid over the environment,
// that over the file, that over the standard values.

// loader gathers the settings and remembers where each came from, for errors.
type loader struct {
	viper   *viper.Viper
	into    *Settings
	ended   <-chan struct{}   // closed where reading is to stop
	reads   func(file string) // gets the name of the file that is read
	sources map[string]string
	file    string    // the file that was read; empty: none
	fresh   bool      // it need not be there though it was named
	beneath []beneath // limits that the environment lies over
}

// Source is what settings are read from beside the environment and the file.
type Source struct {
	Flags *pflag.FlagSet
	Ended <-chan struct{}   // closed where reading is to stop; nil: never
	Reads func(file string) // gets the name of the file that is read
	New   bool              // the file need not be there: it is about to be written
}

// Load reads what a command with these flags goes by.
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

// largestConfig is far more than settings take.
const largestConfig = 1 << 20

// readFile reads the file that --config or MPOOL_CONFIG names, which must be
// there, or the usual one, which need not.
func (l *loader) readFile(flags *pflag.FlagSet) error {
	path, explicit := l.configPath(flags)
	l.into.path, explicit = path, explicit && !l.fresh
	text, err := files.Read(l.ended, path, largestConfig)
	if errors.Is(err, context.Canceled) {
		return failure.New(failure.Interrupted, "interrupted", "interrupted before anything was sent").Because(err)
	}
	if errors.Is(err, os.ErrNotExist) && !explicit {
		return l.noLink(path)
	}
	if err != nil {
		return BadConfig("cannot read the configuration %q: %s", path, failure.Innermost(err)).Because(err)
	}
	l.reads(path)
	l.file = path
	if err := oneDocument(path, text); err != nil {
		return err
	}
	lines := linesOf(text)
	l.viper.SetConfigType("yaml")
	if err := l.viper.ReadConfig(bytes.NewReader(text)); err != nil {
		return BadConfig("%s is not valid YAML: %s", path, failure.Innermost(err)).Because(err)
	}
	if err := l.readKeys(path, lines); err != nil {
		return err
	}
	return l.readOldNames(path)
}

// readKeys says where each key is, and refuses all that are unknown or empty, in the order of
// the file.
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

// readRest lays standard values below the file, and environment and flags
// above it.
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

// strictly turns off every conversion but settingHook's.
func strictly(c *mapstructure.DecoderConfig) {
	c.WeaklyTypedInput = false
	c.DecodeHook = settingHook
}

// explainAll says of each setting that makes no sense where it stands.
func (l *loader) explainAll(err error) error {
	for e := err; e != nil; e = errors.Unwrap(e) {
		if _, one := e.(interface{ Name() string }); one { // of one setting
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

// explain says which flag, variable or key holds the value that makes no sense.
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

// toleranceAllowed is what a tolerance may be.
const toleranceAllowed = "use a percentage above 0%%, for example 0.5%%; the default is 1%%"

func Of(key string) Setting {
	all := Known()
	return all[slices.IndexFunc(all, func(s Setting) bool { return s.Key == key })]
}

func isKnown(key string) bool {
	key = renamed.Now(renamed.Key, key)
	return slices.ContainsFunc(Known(), func(s Setting) bool { return s.Key == key })
}

// isSection says whether keys begin with it. Where it holds some, viper names those.
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

// emptyKey is the error for a key without a value: a reader of the file would take it for a
// limit, but there would be none.
func emptyKey(path, key string) error {
	return BadConfig("%s: %s has no value", path, key).WithHint("set a value, or remove the key")
}

func BadConfig(format string, args ...any) *failure.Failure {
	return failure.New(failure.Misuse, "config", "%s", firstLine(fmt.Sprintf(format, args...)))
}

func firstLine(text string) string {
	return strings.Join(strings.Fields(text), " ")
}

// xdg is a folder of the XDG base directory specification.
func (s *Settings) xdg(variable, standard string) string {
	if dir, _ := s.env(variable); filepath.IsAbs(dir) {
		return dir
	}
	home, _ := s.env("HOME")
	return filepath.Join(home, standard)
}

// StateFolder is where mpool keeps its record of what it sent.
func (s *Settings) StateFolder() string {
	if s.StateDir != "" {
		return s.StateDir
	}
	return filepath.Join(s.xdg("XDG_STATE_HOME", ".local/state"), "mpool")
}

// ConfigPath is the path of the configuration, whether the file exists or not.
func (s *Settings) ConfigPath() string { return s.path }

// JournalDir holds a file a run that sent something.
func (s *Settings) JournalDir() string { return filepath.Join(s.StateFolder(), "journal") }
