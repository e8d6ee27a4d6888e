package chain

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

// A node that limits requests says when to come back in one of two places: the header
// Retry-After, or backoff_seconds in the error's data.

// told is how long the answer to one HTTP request asks to wait.
type told struct{ wait time.Duration }

type toldKey struct{}

// listening is a context whose HTTP answer leaves behind how long to wait.
func listening(ctx context.Context) (context.Context, *told) {
	t := &told{}
	return context.WithValue(ctx, toldKey{}, t), t
}

// hear takes the header of an answer, if somebody listens.
func hear(ctx context.Context, response *http.Response) {
	t, listens := ctx.Value(toldKey{}).(*told)
	if listens {
		t.wait = retryAfter(response.Header.Get("Retry-After"), time.Now())
	}
}

// in adds it to an error that asks for fewer requests.
func (t *told) in(err error) error {
	var limit *LimitError
	if errors.As(err, &limit) {
		limit.Wait = max(limit.Wait, t.wait)
	}
	return err
}

// retryAfter reads seconds or a date (RFC 9110); 0 where it is neither.
func retryAfter(text string, now time.Time) time.Duration {
	if seconds, err := strconv.ParseFloat(text, 64); err == nil {
		return asDuration(seconds)
	}
	if at, err := http.ParseTime(text); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}

// withWait adds what the data of a JSON-RPC error says.
func withWait(made, err error) error {
	var limit *LimitError
	var d rpc.DataError
	if errors.As(made, &limit) && errors.As(err, &d) {
		limit.Wait = backOffSeconds(d.ErrorData())
	}
	return made
}

// backOffSeconds reads data.rate.backoff_seconds, or data.backoff_seconds; 0 where
// there is none.
func backOffSeconds(data any) time.Duration {
	fields, _ := data.(map[string]any)
	if rate, nested := fields["rate"].(map[string]any); nested {
		fields = rate
	}
	seconds, _ := fields["backoff_seconds"].(float64)
	return asDuration(seconds)
}

// asDuration is 0 for what is no time to wait.
func asDuration(n float64) time.Duration {
	const most = 1e6 // eleven days: nobody waits for that
	if !(n > 0) || math.IsInf(n, 0) {
		return 0
	}
	return time.Duration(min(n, most) * float64(time.Second))
}

// withJitter is up to a quarter longer, so that those who were sent away together do
// not come back together. It is never shorter.
func withJitter(d time.Duration) time.Duration {
	return d + rand.N(d/4+1)
}
