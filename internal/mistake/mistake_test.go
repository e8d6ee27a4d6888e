package mistake

import (
	"errors"
	"strings"
	"testing"
)

const secret = "k3y-that-nobody-may-see"

func thrown(value any) { panic(value) }

func caught(do func()) (m *Mistake) {
	defer func() { m = Of(recover()) }()
	do()
	return nil
}

// TestPlace: the place is that of the panic, and no part of its text.
func TestPlace(t *testing.T) {
	m := caught(func() { thrown(secret) })
	if !strings.HasPrefix(m.Place, "mpool/internal/mistake.thrown (internal/mistake/mistake_test.go:") {
		t.Errorf("the place is %s", m.Place)
	}
	if strings.Contains(m.Error(), secret) || m.Text() != secret {
		t.Errorf("%s, %s", m.Error(), m.Text())
	}
}

// TestPlaceInLibrary: a panic in a library is shown with the line that called it.
func TestPlaceInLibrary(t *testing.T) {
	m := caught(func() { _ = strings.Repeat("x", -len(secret)) })
	if !strings.HasPrefix(m.Place, "strings.Repeat (strings.go:") || !strings.Contains(m.Place, ", called from mpool/internal/mistake.TestPlaceInLibrary") {
		t.Errorf("the place is %s", m.Place)
	}
}

// TestPlaceOfFirst: a panic that is raised again is shown with its first place.
func TestPlaceOfFirst(t *testing.T) {
	m := caught(func() {
		defer func() { panic(recover()) }()
		thrown(errors.New(secret))
	})
	if !strings.HasPrefix(m.Place, "mpool/internal/mistake.thrown ") {
		t.Errorf("the place is %s", m.Place)
	}
}

type mute struct{}

func (mute) Error() string { panic(secret) }

// TestAside: a panic on another goroutine reaches the caller, with its own place.
func TestAside(t *testing.T) {
	m := caught(func() {
		_, _ = (<-Aside(func() (int, error) { thrown(mute{}); return 0, nil })).Take()
	})
	if !strings.HasPrefix(m.Place, "mpool/internal/mistake.thrown ") || strings.Contains(m.Error(), secret) {
		t.Errorf("the place is %s", m.Place)
	}
	if got, err := (<-Aside(func() (int, error) { return 7, nil })).Take(); got != 7 || err != nil {
		t.Error(got, err)
	}
}

// TestContain: a panic in a goroutine that nobody waits for does not end the program.
func TestContain(t *testing.T) {
	told := make(chan *Mistake, 1)
	go func() {
		defer Contain(func(m *Mistake) { told <- m })
		thrown(secret)
	}()
	if m := <-told; !strings.HasPrefix(m.Place, "mpool/internal/mistake.thrown ") {
		t.Errorf("the place is %s", m.Place)
	}
}
