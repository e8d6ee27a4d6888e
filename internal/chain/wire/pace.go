package wire

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"
)

// Pace says how many blocks to request logs for, and how long to wait. It decides from the node's
// answers only, because nodes have different limits and do not publish them.
type Pace struct {
	Size     uint64 // blocks in the next request
	ceiling  uint64 // number of blocks that was refused; 0: none yet
	steps    int    // answers since the last refusal
	patience int    // answers before the ceiling is tried again
	misses   int    // failed requests in a row
}

const (
	firstSpan     = 1 << 17 // two weeks of Ethereum, a few hours of Arbitrum
	firstPatience = 16
	mostMisses    = 10 // 40 seconds in total, with the waits of wait
	mostTimeouts  = 4  // each takes --rpc-timeout
	mostRequests  = 50_000
)

func NewPace() Pace { return Pace{Size: firstSpan, patience: firstPatience} }

// Verdict is what an answer to eth_getLogs means for the next request.
type Verdict int

const (
	Brought Verdict = iota // logs, possibly none
	tooMany                // request fewer blocks
	Busy                   // try again later
	slow                   // timeout: too many blocks, or a busy node
	strange                // refused for an unknown reason, perhaps too many blocks
	Broken                 // another try does not help
)

// After returns the pace After an answer to a request for asked blocks.
func (p Pace) After(got Verdict, asked uint64) Pace {
	switch got {
	case Brought:
		return p.faster(asked)
	case tooMany, strange:
		p.misses = 0 // the node answers
		return p.slower(asked)
	case slow:
		p.misses++
		return p.slower(asked)
	case Busy:
		p.misses++
		if p.misses > 2 { // some nodes say busy but mean too many logs
			return p.slower(asked)
		}
	}
	return p
}

// faster doubles the span until the first refusal. Then it grows by a quarter and stays an eighth
// below the refused number. From time to time it tries that number again, because only some blocks
// may have had too many logs.
func (p Pace) faster(asked uint64) Pace {
	p.misses = 0
	if asked < p.Size {
		return p // a shorter last request says nothing about the size
	}
	p.steps++
	switch {
	case p.ceiling == 0 || asked >= p.ceiling:
		p.ceiling = 0
		p.Size = asked * 2
	case p.steps >= p.patience:
		p.Size, p.steps, p.patience = p.ceiling, 0, p.patience*2
	default:
		p.Size = max(asked, min(asked+max(asked/4, 1), p.ceiling-max(p.ceiling/8, 1)))
	}
	return p
}

// slower halves the number of blocks.
func (p Pace) slower(asked uint64) Pace {
	p.ceiling, p.Size, p.steps = max(asked, 2), max(asked/2, 1), 0
	return p
}

// Wait is the time before the next request: nothing after an answer, then doubling up to 8 seconds.
func (p Pace) Wait() time.Duration {
	if p.misses == 0 {
		return 0
	}
	return min(125*time.Millisecond<<p.misses, 8*time.Second)
}

// Lost says why another request is useless after this answer, with left blocks remaining; "" if it
// is not.
func (p Pace) Lost(got Verdict, asked, left uint64) string {
	switch {
	case got == Broken:
		return "trying again does not help"
	case got == strange && asked == 1:
		return "the node rejects a request for the logs of one block"
	case got == tooMany && asked == 1:
		return "the node rejects a request for the logs of one block"
	case got == slow && (asked == 1 || p.misses >= mostTimeouts):
		return "the node does not answer in time, even for few blocks"
	case p.misses >= mostMisses:
		return "the node keeps asking for fewer requests"
	case (got == tooMany || got == strange) && left/p.Size > mostRequests:
		return "the node allows so few blocks per request that reading would take too long"
	}
	return ""
}

// VerdictOn interprets a refusal. Nodes do not agree on codes: -32005 means too many logs on one
// node and too many requests on another. So the text decides first. Known texts only save time:
// after an unknown refusal half as many blocks are requested, down to one.
func VerdictOn(err error) Verdict {
	var limit *LimitError
	var answer *NodeError
	var unreachable *UnreachableError
	switch {
	case err == nil:
		return Brought
	case errors.As(err, &limit):
		if tooManyLogs(limit.Answer) {
			return tooMany
		}
		return Busy
	case errors.As(err, &answer):
		return verdictOnWords(answer.Message)
	case errors.As(err, &unreachable):
		return unreachable.verdict()
	}
	return Broken
}

func verdictOnWords(message string) Verdict {
	switch {
	case Says(message, "current head", "past head", "latest block", "unknown block", "header not found"):
		return Busy // of several nodes behind one address, one lags behind
	case tooManyLogs(message):
		return tooMany
	case Says(message, "timeout", "timed out", "took too long", "deadline exceeded"):
		return slow
	case Says(message, "busy", "overloaded", "try again", "temporarily"):
		return Busy
	}
	return strange
}

// tooManyLogs recognises the texts of nodes and providers that ask for fewer blocks, not for fewer
// requests.
func tooManyLogs(message string) bool {
	if Says(message, "per second", "per minute", "rate limit", "too many requests", "request count", "compute units") &&
		!Says(message, "query returned more than", "block range") {
		return false
	}
	return Says(message,
		"query returned more than", "too many results", "max results", "too many logs", // number of logs
		"block range", "blocks range", "range is too", "range too", "range limit", "max range", "maximum range", "getlogs is limited", "ranges over", "too many blocks", // number of blocks
		"response size", "response is too", "response too large", "too large", "too big", "size exceeded") // number of bytes
}

// verdict interprets the HTTP status of an answer that is not JSON-RPC.
func (e *UnreachableError) verdict() Verdict {
	switch e.Status {
	case http.StatusRequestEntityTooLarge:
		return tooMany
	case http.StatusRequestTimeout, http.StatusGatewayTimeout, 524: // 524 is Cloudflare's timeout
		return slow
	case http.StatusBadGateway, http.StatusServiceUnavailable, 520, 522, 529:
		return Busy
	}
	switch {
	case errors.Is(e.cause, context.DeadlineExceeded):
		return slow
	case strings.Contains(e.Reason, errLong.Error()):
		return tooMany
	case e.answered || e.Status >= 400 && e.Status < 500 && e.Status != http.StatusUnauthorized:
		return strange // a refusal, in whatever part of the answer
	}
	return Broken
}

// Pause waits for d, or until the context ends.
func Pause(ctx context.Context, d time.Duration) error {
	if d == 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
