// Package mistake passes a panic from its place to the place that reports it. A panic's text may hold
// anything, even keys and passwords. So it is kept apart from the place in the code, which is shown.
package mistake

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

// Mistake is a panic: an internal error of the program.
type Mistake struct {
	Place string // function, file and line; contains nothing that was read at run time
	Stack []byte // stack of the goroutine that panicked
	value any
}

// Of converts the value of recover. It must be called in the deferred function itself, so that the
// place is still on the stack. A value that is a Mistake already, from another goroutine, is returned
// unchanged.
func Of(value any) *Mistake {
	if before, carried := value.(*Mistake); carried {
		return before
	}
	return &Mistake{Place: place(), Stack: debug.Stack(), value: value}
}

// Text returns the panic's text. It may hold secrets and must not be shown.
func (m *Mistake) Text() (text string) {
	defer func() {
		if recover() != nil {
			text = "its message cannot be written"
		}
	}()
	return fmt.Sprint(m.value)
}

// Error contains the place and never the text, so that an error message with it shows no secret.
func (m *Mistake) Error() string { return "internal error (a bug in mpool), at " + m.Place }

// unknown is used if the stack does not show the place.
const unknown = "an unknown place"

// place returns where the first panic was raised. If that is not in mpool's code, it adds the line of
// mpool that called it.
func place() string {
	frames := afterPanic()
	if len(frames) == 0 {
		return unknown
	}
	first := shown(frames[0])
	for _, frame := range frames {
		if own(frame) {
			if called := shown(frame); called != first {
				return first + ", called from " + called
			}
			break
		}
	}
	return first
}

// afterPanic returns the frames below the first panic. If a panic was raised again, the first one is
// the deepest in the stack.
func afterPanic() []runtime.Frame {
	const most = 512
	pcs := make([]uintptr, most)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	var after []runtime.Frame
	for more := true; more; {
		var frame runtime.Frame
		frame, more = frames.Next()
		switch {
		case frame.Function == "runtime.gopanic":
			after = nil
		case frame.Function != "" && !strings.HasPrefix(frame.Function, "runtime.") && frame.Function != "mpool/internal/mistake.Point":
			after = append(after, frame)
		}
	}
	return after
}

func own(frame runtime.Frame) bool {
	return strings.HasPrefix(frame.Function, "mpool/") || strings.HasPrefix(frame.Function, "main.")
}

// shown formats a frame without the folders above the module.
func shown(frame runtime.Frame) string {
	file := frame.File
	for _, top := range []string{"/internal/", "/cmd/"} {
		if at := strings.LastIndex(file, top); own(frame) && at >= 0 {
			file = file[at+1:]
			break
		}
	}
	if !own(frame) {
		file = file[strings.LastIndex(file, "/")+1:]
	}
	return fmt.Sprintf("%s (%s:%d)", frame.Function, file, frame.Line)
}
