package wire

import (
	"context"
	"errors"
)

// PerBatch is the number of small requests in one HTTP request, low enough for providers that count
// them.
const PerBatch = 50

// Many sends any number of requests in batches, and waits if the node asks for that. It ends at the
// first error.
func (w *Conn) Many(ctx context.Context, requests []Request) error {
	for len(requests) > 0 {
		n := min(PerBatch, len(requests))
		err := w.Patiently(ctx, func() error {
			errs, err := w.Batch(ctx, requests[:n])
			if err != nil {
				return err
			}
			return First(errs)
		})
		if err != nil {
			return err
		}
		requests = requests[n:]
	}
	return nil
}

// BatchPatiently is batch, repeated if the node asks for fewer requests.
func (w *Conn) BatchPatiently(ctx context.Context, requests []Request) (errs []error, err error) {
	err = w.Patiently(ctx, func() (err error) {
		errs, err = w.Batch(ctx, requests)
		return err
	})
	return errs, err
}

// Patiently repeats ask while the node asks for fewer requests.
func (w *Conn) Patiently(ctx context.Context, ask func() error) error {
	p := NewPace()
	for {
		err := ask()
		var limit *LimitError
		if p = p.After(Busy, 1); !errors.As(err, &limit) || p.misses >= mostMisses {
			return err
		}
		if err := Pause(ctx, WithJitter(p.Wait())); err != nil {
			return err
		}
	}
}
