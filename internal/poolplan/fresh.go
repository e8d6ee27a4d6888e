package poolplan

import (
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/poolfile"
	"mpool/internal/text"
	"mpool/internal/units"
)

// newest returns the time of the newest row that is not after the pool's block; 0 if there is none.
func (s *signal) newest(before *ops.Snapshot) (last units.Time) {
	for _, at := range s.table.Times {
		if t := units.Time(at); t <= before.Block.Time {
			last = t
		}
	}
	return last
}

// every returns the time between decisions in seconds. Decide has checked it.
func (s *signal) every() units.Time {
	every, _ := units.ParseDuration(s.strategy.Signal.Every)
	return every
}

// fresh refuses prices that are too old for a decision.
func (s *signal) fresh(before *ops.Snapshot, w *poolfile.Strategy) error {
	last, most := s.newest(before), w.MaxAge
	if most == 0 {
		most = s.every()
	}
	if age := before.Block.Time - last; age > most {
		return failure.New(failure.Refused, "strategy.old", "refused: the newest prices of %s are from %s, but may be at most %s old [strategy.old]", text.Clean(s.path, 60), last, text.Duration(most)).
			WithHint("use newer prices, or a longer max_age in the file")
	}
	return nil
}

// late refuses a plan if the prices end before a decision that was due: max_oracle_loss covers only the
// time until the next decision, so the plan could not be sent.
func (s *signal) late(before *ops.Snapshot, next units.Time) error {
	now, every := before.Block.Time, s.every()
	if now < next || every == 0 {
		return nil
	}
	due := next + (now-next)/every*every
	return failure.New(failure.Refused, "strategy.late", "refused: the prices of %s end at %s, before its decision of %s, and max_oracle_loss holds for one decision only [strategy.late]",
		text.Clean(s.path, 60), s.newest(before), due).WithHint("add a row of %s or later to the prices, then plan again", due)
}
