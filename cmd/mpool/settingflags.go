package main

import (
	"slices"

	"github.com/spf13/pflag"

	"mpool/internal/config"
)

// addSettingFlags adds the flags of some settings. Read their values through app.settings, not from the
// flags.
func addSettingFlags(flags *pflag.FlagSet, keys ...string) {
	known := config.Known()
	for _, key := range keys {
		s := known[slices.IndexFunc(known, func(s config.Setting) bool { return s.Key == key })]
		usage := s.Usage
		if s.Foreign != "" {
			usage += " [" + s.Foreign + "]"
		}
		if s.List {
			flags.StringArrayP(s.Flag, s.Shorthand, nil, usage)
		} else {
			flags.StringP(s.Flag, s.Shorthand, s.Standard, usage)
		}
		_ = flags.SetAnnotation(s.Flag, config.OfSetting, []string{key}) // the flag was added above
	}
}
