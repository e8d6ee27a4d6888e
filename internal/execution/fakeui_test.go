package execution

import (
	"fmt"
	"strings"
	"time"
)

// fakeClock advances by a second on each look and never waits.
type fakeClock struct {
	now    time.Time
	waited []time.Duration
	stuck  bool // After never sends
	looked int
	at     func(n int) // called on each look, counted from 1
}

func (c *fakeClock) Now() time.Time {
	if c.looked++; c.at != nil {
		c.at(c.looked)
	}
	c.now = c.now.Add(time.Second)
	return c.now
}

func (c *fakeClock) After(d time.Duration) <-chan time.Time {
	c.waited = append(c.waited, d)
	over := make(chan time.Time, 1)
	if !c.stuck {
		c.now = c.now.Add(d)
		over <- c.now
	}
	return over
}

// fakeUI is a user with scripted answers.
type fakeUI struct {
	asked   []string
	answer  error // answer to a question without --yes
	notes   []string
	warned  []string // codes of this run
	warning []string // their texts
	planner strings.Builder
	waits   []uint64
	ended   int
}

func (u *fakeUI) Confirm(yes bool, question string) error {
	u.asked = append(u.asked, question)
	if yes {
		return nil
	}
	return u.answer
}

func (u *fakeUI) ConfirmCost(yes bool, question string) error { return u.Confirm(yes, question) }

func (u *fakeUI) Note(format string, args ...any) {
	u.notes = append(u.notes, fmt.Sprintf(format, args...))
}

func (u *fakeUI) Warn(code, format string, args ...any) {
	u.warned, u.warning = append(u.warned, code), append(u.warning, fmt.Sprintf(format, args...))
}

func (u *fakeUI) Waiting(confirmations uint64, now func() time.Time) (func(uint64), func()) {
	now()
	u.waits = append(u.waits, confirmations)
	return func(uint64) {}, func() { u.ended++ }
}
