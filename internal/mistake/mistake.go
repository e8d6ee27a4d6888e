// Package mistake passes a panic from the place where it happened to the place that reports
// it. The text of a panic may hold anything, keys and passwords too. So it is kept apart
// from the place in the code, which is shown.
package mistake

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

// Mistake is a panic: a fault of the program itself.
type Mistake struct {
	Place string // function, file and line; holds nothing that was read at run time
	Stack []byte // of the goroutine that panicked
	value any
}

// Of makes a mistake of what recover gave back. It is called in the deferred
// function itself, so that the place is still on the stack. What is a mistake
// already, from another goroutine, stays the one that it is.
func Of(value any) *Mistake {
	if before, carried := value.(*Mistake); carried {
		return before
	}
	return &Mistake{Place: place(), Stack: debug.Stack(), value: value}
}

// Text is what the panic says. It may hold secrets: it is never shown.
func (m *Mistake) Text() (text string) {
	defer func() {
		if recover() != nil {
			text = "its message cannot be written"
		}
	}()
	return fmt.Sprint(m.value)
}

// Error shows the place and never the text: a mistake that ends up in a message
// by chance gives nothing away.
func (m *Mistake) Error() string { return "internal error (a bug in mpool), at " + m.Place }

// unknown stands for a place that the stack does not show.
const unknown = "an unknown place"

// place is where the first panic of the stack was raised, and where that is not
// code of mpool's, the line of mpool's that called it too.
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

// afterPanic are the frames beneath the first panic. One that goes on as another
// panic has the first one deepest in the stack.
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

// shown is a frame without the folders that are above the module.
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
