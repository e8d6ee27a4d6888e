package config

import (
	"time"

	"github.com/spf13/pflag"

	"mpool/internal/parse"
	"mpool/internal/units"
)

// TimeZone is a zone's name in the tz database, or UTC.
type TimeZone string

// Zone returns the zone of typed times without a zone: that of tz, otherwise the machine's.
func (s *Settings) Zone() *time.Location {
	if zone := s.NamedZone(); zone != nil {
		return zone
	}
	return time.Local
}

// NamedZone returns the zone that tz names; nil if tz is not set.
func (s *Settings) NamedZone() *time.Location {
	zone, err := parse.Zone(string(s.TZ))
	if err != nil {
		return nil // not reached: Load has checked the name
	}
	return zone
}

// ShownZone returns the zone in which times are shown; nil is UTC. It is that of tz, otherwise that of
// the first flag whose time has an offset, otherwise the machine's.
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

// machineZone returns the zone in TZ, otherwise the machine's; nil for UTC.
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

// Time parses a moment that was typed; now is the time of the block, in Unix seconds.
func (s *Settings) Time(words string, now units.Time) (units.Time, error) {
	return parse.Time(words, now, s.Zone())
}
