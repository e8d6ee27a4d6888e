package config

import (
	"strings"

	"github.com/spf13/viper"

	"mpool/internal/renamed"
)

// readOldNames moves values under old keys of the file to the current keys.
func (l *loader) readOldNames(path string) error {
	all := l.viper.AllSettings()
	changed := false
	for _, key := range l.viper.AllKeys() {
		now := renamed.Now(renamed.Key, key)
		if now == key {
			continue
		}
		if l.viper.IsSet(now) {
			return BadConfig("%s contains both %s and %s, which is its old name", path, now, key).WithHint("remove %s", key)
		}
		move(all, key, now)
		l.sources[now] = l.sources[key]
		delete(l.sources, key)
		changed = true
	}
	if !changed {
		return nil
	}
	l.viper = viper.New()
	return l.viper.MergeConfigMap(all)
}

// move renames a key within its section.
func move(all map[string]any, key, now string) {
	section, old, _ := strings.Cut(key, ".")
	values, _ := all[section].(map[string]any)
	values[strings.TrimPrefix(now, section+".")] = values[old]
	delete(values, old)
}

// oldVariable returns the environment variable of the setting's old name; empty if it has no old name.
func (s Setting) oldVariable() string {
	old := renamed.Before(renamed.Key, s.Key)
	if old == "" {
		return ""
	}
	return Variable(old)
}
