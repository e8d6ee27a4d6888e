package mistake

// Outcome is how something ended that ran beside its caller.
type Outcome[T any] struct {
	value   T
	err     error
	mistake *Mistake
}

// Aside runs do on a goroutine of its own. A panic there would end the program
// with its text on the terminal; here it waits in the outcome.
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

// Take is what do gave back. Where it panicked, the caller does.
func (o Outcome[T]) Take() (T, error) {
	if o.mistake != nil {
		panic(o.mistake)
	}
	return o.value, o.err
}

// Contain is deferred in a goroutine that nobody waits for: it gives the panic to told,
// which may be nil.
func Contain(told func(*Mistake)) {
	if value := recover(); value != nil && told != nil {
		told(Of(value))
	}
}
