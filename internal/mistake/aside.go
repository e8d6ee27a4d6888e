package mistake

// Outcome is the result of a function that ran on another goroutine.
type Outcome[T any] struct {
	value   T
	err     error
	mistake *Mistake
}

// Aside runs do on another goroutine. There a panic would end the program and print its text; instead
// it is stored in the outcome.
func Aside[T any](do func() (T, error)) <-chan Outcome[T] {
	done := make(chan Outcome[T], 1)
	go func() {
		var o Outcome[T]
		defer func() { done <- o }()
		defer func() {
			if value := recover(); value != nil {
				o.mistake = Of(value)
			}
		}()
		Point("aside")
		o.value, o.err = do()
	}()
	return done
}

// Take returns the result of do. If do panicked, Take panics.
func (o Outcome[T]) Take() (T, error) {
	if o.mistake != nil {
		panic(o.mistake)
	}
	return o.value, o.err
}

// Contain is for defer in a goroutine that nobody waits for: it passes a panic to told, which may be
// nil.
func Contain(told func(*Mistake)) {
	if value := recover(); value != nil && told != nil {
		told(Of(value))
	}
}
