package config

import (
	"time"

	"github.com/spf13/pflag"

	"mpool/internal/parse"
	"mpool/internal/units"
)

// TimeZone is a zone's name in the tz database, or UTC.
type TimeZone string

// Zone is the zone of times that are typed without one: that of tz, or the machine's.
func (s *Settings) Zone() *time.Location {
	if zone := s.NamedZone(); zone != nil {
		return zone
	}
	return time.Local
}

// NamedZone is the zone that tz names; nil where nothing does.
func (s *Settings) NamedZone() *time.Location {
	zone, err := parse.Zone(string(s.TZ))
	if err != nil {
		return nil // it was checked when it was read: there is none
	}
	return zone
}

// ShownZone is the zone in which times are shown: that of tz, or else that of the first
// flag whose time names its offset, or else the machine's, in which times are read too; nil
// is UTC.
func (s *Settings) ShownZone(flags *pflag.FlagSet) *time.Location {
	zone := s.NamedZone()
	flags.Visit(func(flag *pflag.Flag) {
		if zone == nil {
			zone = parse.ZoneOf(flag.Value.String())
		}
	})
	if zone == nil {
		zone = s.machineZone()
	}
	return zone
}

// machineZone is the zone that TZ names, or else the machine's; nil where that is UTC.
func (s *Settings) machineZone() *time.Location {
	if name, _ := s.env("TZ"); name != "" {
		if zone, err := parse.Zone(name); err == nil {
			return zone
		}
	}
	for _, month := range []time.Month{time.January, time.July} {
		if _, offset := time.Date(2026, month, 1, 0, 0, 0, 0, time.Local).Zone(); offset != 0 {
			return time.Local
		}
	}
	return nil
}

// Time reads a moment that was typed, now being the time of the block.
func (s *Settings) Time(words string, now units.Time) (units.Time, error) {
	return parse.Time(words, now, s.Zone())
}
