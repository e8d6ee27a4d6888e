package liquidity_test

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/liquidity"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/units"
)

// market is the pool's own prices in dollars, before anyone has moved them.
func market(s *ops.Snapshot) []trade.TokenWorth {
	return []trade.TokenWorth{{Token: s.Tokens[0].Address, Worth: dollars(2_000)}, {Token: s.Tokens[1].Address, Worth: dollars(1)}}
}

func dollars(n uint64) units.Fixed {
	one := units.FixedOne()
	return units.Fixed(*new(uint256.Int).Mul(one.Int(), uint256.NewInt(n)))
}

// worth values amounts of tokens at the market.
func worth(t *testing.T, s *ops.Snapshot, list []liquidity.Sum) *big.Rat {
	t.Helper()
	total := new(big.Rat)
	for _, sum := range list {
		price := int64(1)
		switch sum.Token {
		case s.Tokens[0].Address:
			price = 2_000
		case s.Tokens[1].Address:
		default:
			t.Fatalf("%s has no price", sum.Token)
		}
		whole := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(sum.Amount.Decimals)), nil)
		part := new(big.Rat).SetFrac(sum.Amount.Raw.ToBig(), whole)
		total.Add(total, part.Mul(part, big.NewRat(price, 1)))
	}
	return total
}

// trades makes a trade in the pool, and gives what it pays less what it gets of tokens.
func trades(t *testing.T, s *ops.Snapshot, op ops.Operation) (made *liquidity.Trade, paid *big.Rat) {
	t.Helper()
	if made = liquidity.Of(s, op); made == nil {
		return nil, nil
	}
	tokens := func(list []liquidity.Sum, in bool) []liquidity.Sum {
		var kept []liquidity.Sum
		for _, sum := range list {
			if sum.Token == s.Pool.Address {
				for _, supply := range []*units.Amount{&s.Supply.Actual, &s.Supply.Virtual} {
					move(&supply.Raw, sum.Amount.Raw, !in)
				}
				continue
			}
			kept = append(kept, sum)
			move(&s.Tokens[s.IndexOf(sum.Token)].Cash.Raw, sum.Amount.Raw, in)
		}
		return kept
	}
	pays, gets := tokens(made.Pays, true), tokens(made.Gets, false)
	return made, new(big.Rat).Sub(worth(t, s, pays), worth(t, s, gets))
}

func move(of *uint256.Int, by uint256.Int, up bool) {
	if up {
		of.Add(of, &by)
		return
	}
	of.Sub(of, &by)
}

// cloned keeps the first pool as it is.
func cloned(s *ops.Snapshot) *ops.Snapshot {
	other := *s
	other.Tokens = append([]ops.Token{}, s.Tokens...)
	return &other
}

func sells(s *ops.Snapshot, in, part uint64) trade.Swap {
	amount := s.Tokens[in].Cash
	amount.Raw.Div(amount.Raw.Mul(&amount.Raw, uint256.NewInt(part)), uint256.NewInt(1000))
	return trade.Swap{In: s.Tokens[in].Address, Out: s.Tokens[1-in].Address, Amount: amount}
}

func joins(s *ops.Snapshot, kind trade.JoinKind, part uint64) trade.Join {
	op := trade.Join{Trader: trade.Trader{Prices: market(s)}, Kind: kind, Token: s.Tokens[part%2].Address}
	bpt := s.Supply.Actual
	bpt.Raw.Div(bpt.Raw.Mul(&bpt.Raw, uint256.NewInt(part)), uint256.NewInt(1000))
	op.Bpt = bpt
	if kind == trade.JoinExactTokens {
		amount := sells(s, part%2, part).Amount
		op.Bpt, op.Amounts = units.Amount{Decimals: 18}, []trade.TokenAmount{{Token: op.Token, Amount: amount}}
	}
	return op
}

// An attacker buys 26 of the 40 WETH of a pool that is at the market, then somebody joins in
// proportion, and the attacker sells the WETH again. What he wins of the join is shown before.
func TestJoinIntoSkewedPool(t *testing.T) {
	s := pool()
	s.Fees.SwapFee = units.Fixed{}
	s.Fees.StartSwapFee, s.Fees.EndSwapFee = units.Fixed{}, units.Fixed{}
	spent := new(big.Rat)
	for range 8 {
		_, paid := trades(t, s, sells(s, 1, 290))
		spent.Add(spent, paid)
	}
	made, paid := trades(t, s, joins(s, trade.JoinAllTokens, 100))
	for s.Tokens[1].Cash.Raw.Gt(uint256.NewInt(22_000e6)) {
		_, back := trades(t, s, sells(s, 0, 30))
		spent.Add(spent, back)
	}
	won := new(big.Rat).Neg(spent)
	share, _ := new(big.Rat).Quo(won, paid).Float64()
	if share < 0.1 {
		t.Fatalf("the attacker wins only %v of what the join pays: nothing is tried", share)
	}
	cost, outside := made.Loses()
	if cost == nil || !outside || cost.Int().Float64()/1e18 < share {
		t.Errorf("the attacker wins %v of what the join pays, and it shows a cost of %v", share, cost)
	}
	if made.Skew == nil || !made.Skew.Left.Int().Lt(made.Skew.Now.Int()) {
		t.Errorf("nothing warns of it: %+v", made.Skew)
	}
}

// Whatever an attacker does before and after a join, the joins of all kinds show at least what
// he can win by it.
func TestJoinShowsWhatAttackersWin(t *testing.T) {
	dice := rand.New(rand.NewPCG(17, 1))
	tried, robbed := 0, 0
	for range 150 {
		s, gain := pool(), new(big.Rat)
		side, kinds := dice.Uint64N(2), []trade.JoinKind{trade.JoinExactTokens, trade.JoinOneToken, trade.JoinAllTokens}
		for range dice.IntN(8) {
			if made, paid := trades(t, s, sells(s, side, 1+dice.Uint64N(290))); made != nil {
				gain.Sub(gain, paid)
			}
		}
		made, paid := trades(t, s, joins(s, kinds[dice.IntN(3)], 1+dice.Uint64N(200)))
		if made == nil {
			continue
		}
		if made.OutsideCost == nil {
			t.Fatal("there is no cost by the outside prices")
		}
		most := new(big.Rat).SetFrac(made.OutsideCost.Int().ToBig(), units.FixedOne().Int().ToBig())
		most.Mul(most, paid)
		if made.OutsideGain != nil {
			most.SetFrac(made.OutsideGain.Int().ToBig(), units.FixedOne().Int().ToBig())
			most.Neg(most.Mul(most, paid))
		}
		for range 25 {
			now := new(big.Rat).Set(gain)
			if now.Sub(now, most).Cmp(big.NewRat(1, 1_000_000)) > 0 {
				t.Fatalf("%+v shows a cost of %s dollars, and the attacker has won %s", made, most.FloatString(6), gain.FloatString(6))
			}
			if gain.Sign() > 0 {
				robbed++
			}
			back, paid := trades(t, cloned(s), sells(s, 1-side, 1+dice.Uint64N(200)))
			if back == nil || paid.Sign() > 0 {
				continue
			}
			_, paid = trades(t, s, trade.Swap{In: back.Pays[0].Token, Out: back.Gets[0].Token, Amount: back.Pays[0].Amount})
			gain.Sub(gain, paid)
		}
		tried++
	}
	if tried < 100 || robbed < 300 {
		t.Errorf("only %d joins were tried, of which attackers won something %d times", tried, robbed)
	}
}

// Who joins and leaves at once, before anybody else acts, gets at least what the join shows.
func TestRoundTripByOutsidePrices(t *testing.T) {
	dice := rand.New(rand.NewPCG(17, 2))
	for i := range 300 {
		s := pool()
		side := dice.Uint64N(2)
		for range dice.IntN(8) {
			trades(t, s, sells(s, side, 1+dice.Uint64N(290)))
		}
		kind := []trade.JoinKind{trade.JoinExactTokens, trade.JoinOneToken, trade.JoinAllTokens}[i%3]
		made, paid := trades(t, s, joins(s, kind, 1+dice.Uint64N(200)))
		if made == nil {
			continue
		}
		leaves := trade.Exit{Trader: trade.Trader{Prices: market(s)}, Kind: trade.ExitAllTokens, Bpt: made.Gets[0].Amount}
		left, got := trades(t, s, leaves)
		shown := new(big.Rat).SetFrac(made.OutsideCost.Int().ToBig(), units.FixedOne().Int().ToBig())
		lost := new(big.Rat).Quo(new(big.Rat).Add(paid, got), paid)
		if lost.Cmp(shown.Add(shown, big.NewRat(1, 1e7))) > 0 {
			t.Fatalf("%s shows a cost of %s, and leaving at once costs %s", kind, made.OutsideCost, lost.FloatString(12))
		}
		if cost, _ := left.Loses(); cost != nil {
			t.Errorf("an exit in proportion loses %s", cost)
		}
	}
}

// An exit for one token is held against the exit for all, which pays the sum of the balances.
func TestExitFromSkewedPool(t *testing.T) {
	s := pool()
	for range 5 {
		trades(t, s, sells(s, 1, 290))
	}
	op := trade.Exit{Trader: trade.Trader{Prices: market(s)}, Kind: trade.ExitOneToken, Token: s.Tokens[0].Address, Bpt: units.Amount{Raw: *uint256.NewInt(1e18), Decimals: 18}}
	all := op
	all.Kind, all.Token = trade.ExitAllTokens, common.Address{}
	_, one := trades(t, cloned(s), op)
	_, each := trades(t, cloned(s), all)
	made := liquidity.Of(s, op)
	less := new(big.Rat).Sub(big.NewRat(1, 1), new(big.Rat).Quo(one, each))
	shown := new(big.Rat).SetFrac(made.OutsideCost.Int().ToBig(), units.FixedOne().Int().ToBig())
	if diff := less.Sub(less, shown); diff.Abs(diff).Cmp(big.NewRat(1, 1e7)) > 0 {
		t.Errorf("the exit shows %s, which is %s off", made.OutsideCost, diff.FloatString(12))
	}
	if made.Skew == nil || made.Skew.Joins || liquidity.Of(s, all).Skew != nil {
		t.Error("the exit for one token is warned of, and the one for all is not")
	}
	op.Token = s.Tokens[1].Address
	if made := liquidity.Of(s, op); made.OutsideGain == nil || made.Skew != nil {
		t.Error("an exit for the token that the pool sells too cheaply wins, and is not warned of")
	}
}

// TestSkewNearTheFee: the balances may be off the prices by as much as the swap fee.
func TestSkewNearTheFee(t *testing.T) {
	s := pool()
	op := joins(s, trade.JoinAllTokens, 10)
	if liquidity.Of(s, op).Skew != nil {
		t.Error("a pool at the market is skewed")
	}
	for i := range op.Prices {
		op.Prices[i].Worth = market(s)[i].Worth
	}
	off := func(price uint64) *liquidity.Skew {
		op.Prices[0].Worth = dollars(price)
		return liquidity.Of(s, op).Skew
	}
	if skew := off(2_411); skew != nil {
		t.Errorf("arbitrage takes less than the fee, and it is shown: %s", skew.Share)
	}
	skew := off(2_445)
	if skew == nil || !skew.Share.Int().Gt(s.Fees.SwapFee.Int()) || !skew.Joins {
		t.Fatalf("arbitrage takes more than the fee, and it is not shown: %+v", skew)
	}
}

// A position's result cannot be made to look better by swaps: it rests on what arbitrage leaves.
func TestPositionInSkewedPool(t *testing.T) {
	s := pool()
	bpt := units.Amount{Raw: *uint256.MustFromDecimal("100000000000000000000"), Decimals: 18}
	paid := map[common.Address]units.Signed{s.Tokens[0].Address: {Int: big.NewInt(5e18)}}
	look := func() *liquidity.PositionOutside {
		p, err := liquidity.PositionOf(s, bpt, s.Tokens[1], paid, new(big.Int))
		if err != nil {
			t.Fatal(err)
		}
		return p.Outside(s, market(s), s.Tokens[1])
	}
	fair := look()
	if fair.Exit.String() != "10000" || fair.Skew != nil || fair.Holding.Holding.Int.Int64() != 10_000e6 || fair.Holding.Gain.Int.Int64() > 0 || fair.Holding.Gain.Int.Int64() < -2 {
		t.Errorf("at the market: %+v, %+v", fair, fair.Holding)
	}
	for range 5 {
		trades(t, s, sells(s, 1, 290))
	}
	skewed := look()
	if exit := skewed.Exit.Raw; exit.LtUint64(12_000e6) {
		t.Errorf("the exit gives %s: nothing is tried", skewed.Exit)
	}
	gain := skewed.Holding.Gain.Int.Int64()
	if skewed.Skew == nil || gain < 0 || gain > 50e6 {
		t.Errorf("the result is a gain of %d, and swap fees alone bring less than 50 dollars: %+v", gain, skewed)
	}
	bpt.Raw.Clear()
	if gone := look(); gone.Skew != nil || !gone.Staying.Raw.IsZero() {
		t.Errorf("nothing is left: %+v", gone)
	}
}
