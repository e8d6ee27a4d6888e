package wire

import (
	"context"
	"testing"
)

// If a node refuses more than some number of blocks, requests come close to that number and seldom
// exceed it.
func TestPaceFindsTheLimit(t *testing.T) {
	for _, limit := range []uint64{1, 2, 10, 500, 800, 2_000, 10_000, 10_240, 100_000, 1 << 40} {
		p := NewPace()
		requests, refusals, done := 0, 0, uint64(0)
		total := min(limit*2_000, 1<<41)
		for done < total {
			asked := min(p.Size, total-done)
			requests++
			got := Brought
			if asked > limit {
				got = tooMany
				refusals++
			} else {
				done += asked
			}
			p = p.After(got, asked)
		}
		if least := total / limit; uint64(requests) > least*3/2+60 {
			t.Errorf("limit %d: %d requests, %d would do", limit, requests, least)
		}
		if refusals > 30 {
			t.Errorf("limit %d: %d refusals", limit, refusals)
		}
	}
}

// The span grows again after blocks with many logs.
func TestPaceGrowsAgain(t *testing.T) {
	p := NewPace().After(tooMany, firstSpan)
	for p.Size > 10 {
		p = p.After(tooMany, p.Size)
	}
	answers := 0
	for ; p.Size < firstSpan; answers++ {
		p = p.After(Brought, p.Size)
	}
	if answers > 100 {
		t.Errorf("%d answers until the span is as at the beginning", answers)
	}
}

func TestPaceWaits(t *testing.T) {
	p := NewPace()
	if p.Wait() != 0 {
		t.Error("waits before the first question")
	}
	last := p.Wait()
	for range 6 {
		p = p.After(Busy, p.Size)
		if p.Wait() <= last {
			t.Errorf("waits %s after %s", p.Wait(), last)
		}
		last = p.Wait()
	}
	if p = p.After(Brought, p.Size); p.Wait() != 0 {
		t.Error("waits after an answer")
	}
}

// The scan gives up a node that never answers, but not one that sometimes does.
func TestPaceEnds(t *testing.T) {
	for _, got := range []Verdict{Busy, slow, tooMany, strange} {
		p := NewPace()
		n := 0
		for ; n < 100; n++ {
			asked := p.Size
			if p = p.After(got, asked); p.Lost(got, asked, 10) != "" {
				break
			}
		}
		if n == 100 {
			t.Errorf("verdict %d: no end", got)
		}
	}
	p := NewPace()
	for range 1000 {
		asked := p.Size
		if p = p.After(Busy, asked); p.Lost(Busy, asked, 1<<30) != "" {
			t.Fatal("gives up after one refusal in two")
		}
		p = p.After(Brought, p.Size)
	}
	p = NewPace()
	for asked := p.Size; p.Size > 10; asked = p.Size {
		p = p.After(tooMany, asked)
	}
	if p.Lost(tooMany, 20, 1_000_000_000) == "" {
		t.Error("goes on for a hundred million requests")
	}
}

// Refusals in the words of nodes and providers.
func TestVerdicts(t *testing.T) {
	answer := func(code int, message string) error {
		return (&Conn{}).answered("eth_getLogs", code, message, nil)
	}
	status := func(code int) error { return &UnreachableError{Status: code} }
	tests := []struct {
		err  error
		want Verdict
	}{
		{nil, Brought},
		{answer(-32005, "query returned more than 10000 results. Try with this block range [0x1, 0x2]."), tooMany},
		{answer(-32602, "Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range and no limit on the response size"), tooMany},
		{answer(-32600, "Under the Free tier plan, you can make eth_getLogs requests with up to a 10 block range."), tooMany},
		{answer(-32614, "eth_getLogs is limited to a 10,000 range"), tooMany},
		{answer(-32000, "block range is too wide"), tooMany},
		{answer(-32000, "exceed maximum block range: 5000"), tooMany},
		{answer(-32047, "Max range: 800"), tooMany},
		{answer(-32602, "query exceeds max block range 100000"), tooMany},
		{answer(-32602, "query exceeds max results 20000, retry with the range 1-100"), tooMany},
		{answer(35, "ranges over 10000 blocks are not supported on freetier"), tooMany},
		{answer(-32008, "Response is too big"), tooMany},
		{answer(-32000, "requested too many blocks from 1 to 9, maximum is set to 2048"), tooMany},
		{answer(-32000, "query timeout exceeded"), slow},
		{answer(-32603, "request timed out"), slow},
		{answer(-32000, "block range extends beyond current head block"), Busy},
		{answer(-32000, "header not found"), Busy},
		{answer(-32005, "limit exceeded"), Busy},
		{answer(-32005, "daily request count exceeded, request rate limited"), Busy},
		{answer(429, "Your app has exceeded its compute units per second capacity"), Busy},
		{answer(-32090, "Too many requests, reason: call rate limit exhausted, retry in 10s"), Busy},
		{answer(-32007, "50/second request limit reached - reduce calls per second"), Busy},
		{status(413), tooMany},
		{status(504), slow},
		{status(503), Busy},
		{&UnreachableError{cause: context.DeadlineExceeded}, slow},
		{&UnreachableError{Reason: errLong.Error()}, tooMany},
		{answer(-32602, "range 12 exceeds limit of 10"), strange},
		{answer(-32601, "the method eth_getLogs does not exist"), strange},
		{answer(4444, "pruned history unavailable"), strange},
		{status(400), strange},
		{status(403), strange},
		{&UnreachableError{answered: true}, strange},
		{status(401), Broken},
	}
	for _, test := range tests {
		if got := VerdictOn(test.err); got != test.want {
			t.Errorf("%v is %d, want %d", test.err, got, test.want)
		}
	}
}
