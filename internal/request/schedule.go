package request

import (
	"time"

	"mpool/internal/batch"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/text"
	"mpool/internal/units"
)

// schedule holds the times of a gradual change.
type schedule struct {
	start, end, duration typed
	instant              onOff
	zone                 *time.Location // zone of wall clock times, set by check; nil: they are refused
	echo                 echo           // set by check
}

func newSchedule() schedule { return schedule{start: standard("now")} }

func (s *schedule) fields() []Field {
	return []Field{
		textFlag("start", &s.start, "start time: "+parse.FormsOfFlag),
		textFlag("end", &s.end, "end time, in the same forms"),
		textFlag("duration", &s.duration, "duration instead of --end: 7d, 3d12h").in(batch.Span),
		switchFlag("instant", &s.instant, "change all at once, at --start or in ten minutes"),
	}
}

// check reports all mistakes that do not depend on the block's time.
func (s *schedule) check(from Source) error {
	s.zone, s.echo = from.Zone, echoOf(from)
	mistakes := []error{s.asked().Check()}
	for _, word := range []struct{ flag, words string }{{"--start: ", s.start.words}, {"--end: ", s.end.words}} {
		if word.words != "" {
			_, err := parse.Time(word.words, 0, s.zone)
			mistakes = append(mistakes, failure.Each(word.flag, err))
		}
	}
	if s.duration.words != "" {
		_, err := units.ParseDuration(s.duration.words)
		mistakes = append(mistakes, failure.Each("--duration: ", err))
	}
	return failure.Together(mistakes...)
}

func (s *schedule) asked() ops.Schedule {
	return ops.Schedule{Start: s.start.words, End: s.end.words, Duration: s.duration.words, Instant: s.instant.on, Read: s.read}
}

func (s *schedule) read(words string, now units.Time) (units.Time, error) {
	return parse.Time(words, now, s.zone)
}

// resolve returns the times of the change, in Unix seconds. now is the time of the block at which the
// pool was read. It notes what each typed time means.
func (s *schedule) resolve(now units.Time, ui UI) (ops.Ramp, error) {
	ramp, err := s.asked().Resolve(now)
	if err != nil {
		return ramp, failure.Usage("%s", err)
	}
	if s.start.given {
		s.echo.note(ui, "start", s.start.words, ramp.Start)
	}
	if s.end.words != "" {
		s.echo.note(ui, "end", s.end.words, ramp.End)
	}
	return ramp, nil
}

// echo says what typed times mean: in the zone of --tz, otherwise in that which the time names.
type echo struct {
	tz, zone *time.Location // tz is nil without --tz
	prefix   string         // of a flag's name; empty in a batch, whose fields have no dashes
}

func echoOf(from Source) echo {
	e := echo{tz: from.Settings.NamedZone(), zone: from.Zone, prefix: "--"}
	if from.foreign {
		e.prefix = ""
	}
	return e
}

// note notes what a typed time means, in the zone and in UTC.
func (e echo) note(ui UI, name, words string, t units.Time) {
	zone := e.zone
	if named := parse.ZoneOf(words); named != nil {
		zone = named
	}
	if e.tz != nil {
		zone = e.tz
	}
	if words != "now" {
		ui.Note("%s%s %s is %s", e.prefix, name, text.Quote(words), text.BothClocks(t, zone))
	}
}
