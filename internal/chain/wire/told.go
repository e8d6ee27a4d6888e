package wire

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"

	"github.com/ethereum/go-ethereum/rpc"
)

// A node that limits requests says how long to wait in one of two places: the header Retry-After,
// or backoff_seconds in the error's data.

// told is the wait that the answer to one HTTP request asks for.
type told struct{ wait time.Duration }

type toldKey struct{}

// listening returns a context that stores the wait of its HTTP answer in told.
func listening(ctx context.Context) (context.Context, *told) {
	t := &told{}
	return context.WithValue(ctx, toldKey{}, t), t
}

// hear reads the wait from the header of an answer.
func hear(ctx context.Context, response *http.Response) {
	t, listens := ctx.Value(toldKey{}).(*told)
	if listens {
		t.wait = retryAfter(response.Header.Get("Retry-After"), time.Now())
	}
}

// in adds the wait to a LimitError.
func (t *told) in(err error) error {
	var limit *LimitError
	if errors.As(err, &limit) {
		limit.Wait = max(limit.Wait, t.wait)
	}
	return err
}

// retryAfter parses seconds or a date (RFC 9110); 0 if it is neither.
func retryAfter(text string, now time.Time) time.Duration {
	if seconds, err := strconv.ParseFloat(text, 64); err == nil {
		return asDuration(seconds)
	}
	if at, err := http.ParseTime(text); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}

// withWait adds the wait in the data of a JSON-RPC error.
func withWait(made, err error) error {
	var limit *LimitError
	var d rpc.DataError
	if errors.As(made, &limit) && errors.As(err, &d) {
		limit.Wait = backOffSeconds(d.ErrorData())
	}
	return made
}

// backOffSeconds reads data.rate.backoff_seconds, or data.backoff_seconds; 0 if there is neither.
func backOffSeconds(data any) time.Duration {
	fields, _ := data.(map[string]any)
	if rate, nested := fields["rate"].(map[string]any); nested {
		fields = rate
	}
	seconds, _ := fields["backoff_seconds"].(float64)
	return asDuration(seconds)
}

// asDuration converts seconds; 0 if n is not a positive number.
func asDuration(n float64) time.Duration {
	const most = 1e6 // eleven days, longer than anyone waits
	if !(n > 0) || math.IsInf(n, 0) {
		return 0
	}
	return time.Duration(min(n, most) * float64(time.Second))
}

// WithJitter adds up to a quarter, so that clients that were rejected together do not return
// together. It never shortens the wait.
func WithJitter(d time.Duration) time.Duration {
	return d + rand.N(d/4+1)
}
