package chain

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"
)

// pace is how fast logs are asked for: how many blocks at once, and how long to
// wait. It is plain data and decides by what nodes answer; nobody tells it their
// limits, which differ and are not published.
type pace struct {
	size     uint64 // blocks to ask for next
	ceiling  uint64 // blocks that were refused; 0: none were yet
	steps    int    // answers since the last refusal
	patience int    // answers before the ceiling is tried again
	misses   int    // requests in a row that brought nothing
}

const (
	firstSpan     = 1 << 17 // two weeks of ethereum, a few hours of arbitrum
	firstPatience = 16
	mostMisses    = 10 // with the waits of wait: 40 seconds
	mostTimeouts  = 4  // each of them is --rpc-timeout long
	mostRequests  = 50_000
)

func newPace() pace { return pace{size: firstSpan, patience: firstPatience} }

// verdict is what a node's answer to eth_getLogs means for the next question.
type verdict int

const (
	brought verdict = iota // logs, perhaps none
	tooMany                // ask for fewer blocks
	busy                   // ask again later
	slow                   // no answer in time: perhaps too many, perhaps busy
	strange                // refused in words that nobody knows: perhaps too many
	broken                 // asking again does not help
)

// after is the pace for the next question, when asked blocks were asked for.
func (p pace) after(got verdict, asked uint64) pace {
	switch got {
	case brought:
		return p.faster(asked)
	case tooMany, strange:
		p.misses = 0 // it does answer
		return p.slower(asked)
	case slow:
		p.misses++
		return p.slower(asked)
	case busy:
		p.misses++
		if p.misses > 2 { // some nodes say so where they mean too many logs
			return p.slower(asked)
		}
	}
	return p
}

// faster doubles the span until the first refusal. Then it grows by a quarter
// and stays an eighth below what was refused, which is tried again now and then:
// it may have been refused for a crowd of logs that is behind.
func (p pace) faster(asked uint64) pace {
	p.misses = 0
	if asked < p.size {
		return p // the last blocks of all say nothing about the size
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

// slower halves what was asked for.
func (p pace) slower(asked uint64) pace {
	p.ceiling, p.size, p.steps = max(asked, 2), max(asked/2, 1), 0
	return p
}

// wait is how long to wait before the next question: nothing after an answer,
// then twice as long each time, up to 8 seconds.
func (p pace) wait() time.Duration {
	if p.misses == 0 {
		return 0
	}
	return min(125*time.Millisecond<<p.misses, 8*time.Second)
}

// lost says why there is no use in going on after this answer, with so many
// blocks left; "" if there is.
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

// verdictOn reads a node's refusal. There are no codes that nodes agree on: the
// same -32005 stands for too many logs at one and for too many requests at
// another, so that the words come first. Words only save time: what nobody knows is
// asked again with half as many blocks, down to one.
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
		return busy // of several nodes behind one address, one is behind
	case tooManyLogs(message):
		return tooMany
	case says(message, "timeout", "timed out", "took too long", "deadline exceeded"):
		return slow
	case says(message, "busy", "overloaded", "try again", "temporarily"):
		return busy
	}
	return strange
}

// tooManyLogs knows what nodes and providers say where they want fewer blocks,
// and not fewer requests.
func tooManyLogs(message string) bool {
	if says(message, "per second", "per minute", "rate limit", "too many requests", "request count", "compute units") &&
		!says(message, "query returned more than", "block range") {
		return false
	}
	return says(message,
		"query returned more than", "too many results", "max results", "too many logs", // how many logs
		"block range", "blocks range", "range is too", "range too", "range limit", "max range", "maximum range", "getlogs is limited", "ranges over", "too many blocks", // how many blocks
		"response size", "response is too", "response too large", "too large", "too big", "size exceeded") // how many bytes
}

// verdict reads the status of an answer that was none.
func (e *UnreachableError) verdict() verdict {
	switch e.status {
	case http.StatusRequestEntityTooLarge:
		return tooMany
	case http.StatusRequestTimeout, http.StatusGatewayTimeout, 524: // 524 is Cloudflare's
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
		return strange // wherever in the answer the refusal stands
	}
	return broken
}
