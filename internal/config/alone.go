package config

import "github.com/spf13/pflag"

// FileAlone are the settings as the file has them, without flags and environment. It is an
// error where there is no file, or one that is not valid.
func (s *Settings) FileAlone() (*Settings, error) {
	path := s.path
	alone := NewSettings(func(name string) (string, bool) {
		if name == "MPOOL_CONFIG" {
			return path, true
		}
		return "", false
	})
	return alone, alone.Load(Source{Flags: new(pflag.FlagSet), Reads: func(string) {}})
}
