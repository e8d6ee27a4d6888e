package request

import (
	"mpool/internal/batch"
	"mpool/internal/failure"
	"mpool/internal/ops"
)

// schedule says when a gradual change runs.
type schedule struct {
	start, end, duration typed
	instant              onOff
}

func newSchedule() schedule { return schedule{start: standard("now")} }

func (s *schedule) fields() []Field {
	return []Field{
		textFlag("start", &s.start, "start time: now, +2h, 2026-01-31T12:00:00Z or unix seconds"),
		textFlag("end", &s.end, "end time, in the same forms"),
		textFlag("duration", &s.duration, "duration instead of --end: 7d, 3d12h").in(batch.Span),
		switchFlag("instant", &s.instant, "change all at once, at --start or in ten minutes"),
	}
}

// resolve turns it into times, for a pool read at a block of the given time.
func (s *schedule) resolve(now ops.Time) (ops.Ramp, error) {
	ramp, err := ops.Schedule{Start: s.start.words, End: s.end.words, Duration: s.duration.words, Instant: s.instant.on}.Resolve(now)
	if err != nil {
		return ramp, failure.Usage("%s", err)
	}
	return ramp, nil
}
