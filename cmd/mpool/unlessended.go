package main

import "context"

// unlessEnded reads what may not end by itself, such as a pipe into which nobody
// writes, and does not hold up whoever wants to end the program.
func unlessEnded(ended <-chan struct{}, read func() ([]byte, error)) ([]byte, error) {
	type outcome struct {
		text []byte
		err  error
	}
	done := make(chan outcome, 1)
	go func() {
		text, err := read()
		done <- outcome{text, err}
	}()
	select {
	case o := <-done:
		return o.text, o.err
	case <-ended:
		return nil, context.Canceled
	}
}
