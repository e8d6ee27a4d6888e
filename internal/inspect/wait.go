package inspect

import (
	"context"
	"errors"
	"time"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/text"
	"mpool/internal/units"
)

// WaitView is the result of a wait.
type WaitView struct {
	Pool   planview.Pool `json:"pool"`
	Until  string        `json:"until"`
	Block  ops.Block     `json:"block"`          // the block in which the condition held
	Waited units.Time    `json:"waited_seconds"` // in seconds of this machine's clock
	How    string        `json:"how"`
}

// Text shows the result.
func (v *WaitView) Text(p *text.Page) {
	p.Line("%s, at block %d, %s", v.How, v.Block.Number, text.Time(v.Block.Time))
}

// Wait waits until the pool meets the condition at the newest block, at most for most; 0 means no
// limit.
func (r *Reader) Wait(ctx context.Context, args []string, until Until, most time.Duration) (text.View, error) {
	outer := ctx
	if most > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, most)
		defer cancel()
	}
	show, end := r.UI.Live()
	defer end()
	begun, state := r.Now(), "the pool was not read"
	var w *vigil
	var result *WaitView
	err := r.Follow(ctx, args, func(s *ops.Snapshot) (bool, error) {
		v, err := NewStatusView(s)
		if err == nil && w == nil {
			w, err = until.begin(s, v)
		}
		if err != nil {
			return false, err
		}
		reached, how, err := w.reached(v)
		state = how
		if !reached {
			show("waiting at block %d: %s", s.Block.Number, how)
			return false, err
		}
		waited := units.Time(r.Now().Sub(begun).Seconds())
		result = &WaitView{planview.PoolOf(s), until.words, s.Block, waited, how}
		return true, nil
	})
	if most > 0 && outer.Err() == nil && errors.Is(err, context.DeadlineExceeded) && ctx.Err() != nil {
		return nil, failure.New(failure.Refused, "wait.timeout", "not reached within %s: %s", units.Wait(most), state)
	}
	if err != nil {
		return nil, err
	}
	return result, nil
}
