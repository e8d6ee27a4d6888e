package chain

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"
)

// pace says how many blocks to request logs for, and how long to wait. It decides from the node's
// answers only, because nodes have different limits and do not publish them.
type pace struct {
	size     uint64 // blocks in the next request
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

func newPace() pace { return pace{size: firstSpan, patience: firstPatience} }

// verdict is what an answer to eth_getLogs means for the next request.
type verdict int

const (
	brought verdict = iota // logs, possibly none
	tooMany                // request fewer blocks
	busy                   // try again later
	slow                   // timeout: too many blocks, or a busy node
	strange                // refused for an unknown reason, perhaps too many blocks
	broken                 // another try does not help
)

// after returns the pace after an answer to a request for asked blocks.
func (p pace) after(got verdict, asked uint64) pace {
	switch got {
	case brought:
		return p.faster(asked)
	case tooMany, strange:
		p.misses = 0 // the node answers
		return p.slower(asked)
	case slow:
		p.misses++
		return p.slower(asked)
	case busy:
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
func (p pace) faster(asked uint64) pace {
	p.misses = 0
	if asked < p.size {
		return p // a shorter last request says nothing about the size
	}
	p.steps++
	switch {
	case p.ceiling == 0 || asked >= p.ceiling:
		p.ceiling = 0
		p.size = asked * 2
	case p.steps >= p.patience:
		p.size, p.steps, p.patience = p.ceiling, 0, p.patience*2
	default:
		p.size = max(asked, min(asked+max(asked/4, 1), p.ceiling-max(p.ceiling/8, 1)))
	}
	return p
}

// slower halves the number of blocks.
func (p pace) slower(asked uint64) pace {
	p.ceiling, p.size, p.steps = max(asked, 2), max(asked/2, 1), 0
	return p
}

// wait is the time before the next request: nothing after an answer, then doubling up to 8 seconds.
func (p pace) wait() time.Duration {
	if p.misses == 0 {
		return 0
	}
	return min(125*time.Millisecond<<p.misses, 8*time.Second)
}

// lost says why another request is useless after this answer, with left blocks remaining; "" if it
// is not.
func (p pace) lost(got verdict, asked, left uint64) string {
	switch {
	case got == broken:
		return "trying again does not help"
	case got == strange && asked == 1:
		return "the node rejects a request for the logs of one block"
	case got == tooMany && asked == 1:
		return "the node rejects a request for the logs of one block"
	case got == slow && (asked == 1 || p.misses >= mostTimeouts):
		return "the node does not answer in time, even for few blocks"
	case p.misses >= mostMisses:
		return "the node keeps asking for fewer requests"
	case (got == tooMany || got == strange) && left/p.size > mostRequests:
		return "the node allows so few blocks per request that reading would take too long"
	}
	return ""
}

// verdictOn interprets a refusal. Nodes do not agree on codes: -32005 means too many logs on one
// node and too many requests on another. So the text decides first. Known texts only save time:
// after an unknown refusal half as many blocks are requested, down to one.
func verdictOn(err error) verdict {
	var limit *LimitError
	var answer *NodeError
	var unreachable *UnreachableError
	switch {
	case err == nil:
		return brought
	case errors.As(err, &limit):
		if tooManyLogs(limit.Answer) {
			return tooMany
		}
		return busy
	case errors.As(err, &answer):
		return verdictOnWords(answer.Message)
	case errors.As(err, &unreachable):
		return unreachable.verdict()
	}
	return broken
}

func verdictOnWords(message string) verdict {
	switch {
	case says(message, "current head", "past head", "latest block", "unknown block", "header not found"):
		return busy // of several nodes behind one address, one lags behind
	case tooManyLogs(message):
		return tooMany
	case says(message, "timeout", "timed out", "took too long", "deadline exceeded"):
		return slow
	case says(message, "busy", "overloaded", "try again", "temporarily"):
		return busy
	}
	return strange
}

// tooManyLogs recognises the texts of nodes and providers that ask for fewer blocks, not for fewer
// requests.
func tooManyLogs(message string) bool {
	if says(message, "per second", "per minute", "rate limit", "too many requests", "request count", "compute units") &&
		!says(message, "query returned more than", "block range") {
		return false
	}
	return says(message,
		"query returned more than", "too many results", "max results", "too many logs", // number of logs
		"block range", "blocks range", "range is too", "range too", "range limit", "max range", "maximum range", "getlogs is limited", "ranges over", "too many blocks", // number of blocks
		"response size", "response is too", "response too large", "too large", "too big", "size exceeded") // number of bytes
}

// verdict interprets the HTTP status of an answer that is not JSON-RPC.
func (e *UnreachableError) verdict() verdict {
	switch e.status {
	case http.StatusRequestEntityTooLarge:
		return tooMany
	case http.StatusRequestTimeout, http.StatusGatewayTimeout, 524: // 524 is Cloudflare's timeout
		return slow
	case http.StatusBadGateway, http.StatusServiceUnavailable, 520, 522, 529:
		return busy
	}
	switch {
	case errors.Is(e.cause, context.DeadlineExceeded):
		return slow
	case strings.Contains(e.Reason, errLong.Error()):
		return tooMany
	case e.answered || e.status >= 400 && e.status < 500 && e.status != http.StatusUnauthorized:
		return strange // a refusal, in whatever part of the answer
	}
	return broken
}
