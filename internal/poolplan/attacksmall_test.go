package poolplan

import (
	"context"
	"errors"
	"strings"
	"testing"

	"mpool/internal/poolfile"
	"mpool/internal/strategy"
)

func strong(t *testing.T, guard string) *signal {
	t.Helper()
	s, _ := attackable(t)
	read, err := strategy.Read([]byte("version: 1\nsignal: {every: 6h, rule: {kind: market-cap, strength: 6, supply: {A: 1, B: 100}}, guard: {" + guard + "}}"))
	if err != nil {
		t.Fatal(err)
	}
	s.strategy = read
	return s
}

// Smaller moves are tried too: a guard may hold back a large move and let a smaller one pass. An
// attacker who may make a large move may also make a smaller one, so the loss at a smaller size is a
// lower bound for the larger.
func TestSmallerAttackIsFound(t *testing.T) {
	_, pool := attackable(t)
	s := strong(t, "duration: 0s, oracle: 'twap:2h', max_deviation: 4.5%")
	last := 0.0
	for _, size := range []string{"2%/30m", "4%/30m", "6%/30m", "10%/30m", "30%/30m"} {
		a, err := s.attack(t.Context(), pool, poolfile.Guards{Attack: size}, nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Log(size, a.Loss, a.Words())
		if a.Loss < last*0.999 {
			t.Errorf("up to %s takes %g, and a smaller one %g", size, a.Loss, last)
		}
		last = a.Loss
		if strings.Contains(a.Words(), "at most") {
			t.Error(a.Words())
		}
	}
	if last < 0.0005 {
		t.Errorf("the guard holds back every size: %g", last)
	}
}

// An interrupted run does not wait for the attacks.
func TestAttacksEnd(t *testing.T) {
	s, pool := attackable(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	tried := 0
	if _, err := s.attack(ctx, pool, poolfile.Guards{}, func(done, _ int) { tried = done }); !errors.Is(err, context.Canceled) || tried > 0 {
		t.Error(err, tried)
	}
}

// With long prices, only some decisions are tried, which takes some seconds and shows its progress.
func TestAttacksOfLongPrices(t *testing.T) {
	s, pool := attackable(t)
	s.table.Times, s.table.Prices = nil, nil
	for at := int64(1_700_006_400); at < 1_700_006_400+6000*3600; at += 3600 {
		s.table.Times, s.table.Prices = append(s.table.Times, at), append(s.table.Prices, 100+float64(at/3600%7), 1)
	}
	shown := 0
	a, err := s.attack(t.Context(), pool, poolfile.Guards{}, func(done, of int) {
		if shown++; done > of {
			t.Errorf("%d of %d", done, of)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(a.Words())
	if shown == 0 || a.Decisions != 1000 || a.Attacks != a.DecisionsTried*a.Tried {
		t.Errorf("%d %+v", shown, a)
	}
}
