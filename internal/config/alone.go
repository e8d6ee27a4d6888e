package config

import "github.com/spf13/pflag"

// FileAlone returns the settings of the file, without flags and environment. It is an error
// if the file is missing or not valid.
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
