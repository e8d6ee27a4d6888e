package liquidity

import (
	"errors"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/units"
)

// Position is an account's share of a pool. Amounts are rounded down.
type Position struct {
	Bpt   units.Amount `json:"bpt"`
	Share units.Fixed  `json:"share"` // of the pool, with the due AUM fee in the supply
	// Exit is what a proportional exit would pay now. Cash says whether the Vault has that much.
	Exit    []Sum        `json:"exit"`
	Cash    bool         `json:"cash_suffices"`
	Value   units.Amount `json:"value"` // of Exit at the pool's spot prices, in the numeraire
	Paid    []Signed     `json:"paid"`  // net: paid in minus taken out
	Holding *Against     `json:"against_holding"`
	// Gone are the entries of Paid whose tokens have left the pool. The pool has no price for them,
	// so Holding is then nil.
	Gone []Signed `json:"removed_tokens,omitempty"`
	// Fees are the BPT that were minted as AUM fees at the expense of this account.
	Fees units.Amount `json:"aum_fees"`
}

// Signed is a signed amount of a token.
type Signed struct {
	Token    common.Address `json:"token"`
	Symbol   named.Symbol   `json:"symbol"`
	Raw      units.Signed   `json:"raw"`
	Decimals uint8          `json:"decimals"`
}

// Against compares a position with holding the tokens that were paid in, at the pool's current
// prices. All values are in the numeraire's smallest unit.
type Against struct {
	Holding  units.Signed `json:"holding"`  // value of the tokens paid in minus those taken out
	Position units.Signed `json:"position"` // value of the position
	Gain     units.Signed `json:"gain"`     // Position - Holding; negative for a loss
}

// ErrNoPrice says that the pool has no price for the numeraire, or for a token that was paid in.
var ErrNoPrice = errors.New("the pool has no price of that token")

// PositionOf computes the current value of BPT. net has the amounts paid in minus those taken out,
// in smallest units; it is nil if unknown.
func PositionOf(now *ops.Snapshot, bpt units.Amount, numeraire ops.Token, net map[common.Address]units.Signed, fees *big.Int) (*Position, error) {
	p := &Position{Bpt: bpt, Cash: true, Exit: []Sum{}, Paid: []Signed{}, Value: units.Amount{Decimals: numeraire.Decimals}, Fees: amountOf(fees, 18)}
	if share := ratio(bpt.Raw, now.Supply.Actual.Raw); share != nil {
		p.Share = *orZero(down(share))
	}
	op := trade.Exit{Kind: trade.ExitAllTokens, Bpt: bpt}
	_, amounts, err := op.Outcome(paying(now))
	if err != nil {
		return p, err
	}
	p.Exit = append(p.Exit, sums(now, amounts, nil, false)...)
	for i, token := range now.Tokens {
		p.Cash = p.Cash && !token.Cash.Raw.Lt(&amounts[i])
	}
	worth := Worths(now, p.Exit)
	in, err := inNumeraire(now, numeraire, worth)
	if err != nil {
		return p, err
	}
	p.Value = amountOf(in, numeraire.Decimals)
	return p, p.against(now, numeraire, net, in)
}

// paying is the pool with proportional exits enabled.
func paying(now *ops.Snapshot) *ops.Snapshot {
	open := *now
	open.Pool.Paused, open.Pool.JoinExitEnabled = false, true
	return &open
}

// against compares the position with holding what was paid in.
func (p *Position) against(now *ops.Snapshot, numeraire ops.Token, net map[common.Address]units.Signed, position *big.Int) error {
	if net == nil {
		return nil
	}
	holding := new(big.Rat)
	for _, token := range now.Tokens {
		amount, paid := net[token.Address]
		if !paid || amount.Int.Sign() == 0 {
			continue
		}
		p.Paid = append(p.Paid, Signed{token.Address, token.Symbol, amount, token.Decimals})
		worth := Worth(now, token.Address, *uint256.MustFromBig(new(big.Int).Abs(amount.Int)))
		if worth == nil {
			return ErrNoPrice
		}
		if amount.Int.Sign() < 0 {
			worth.Neg(worth)
		}
		holding.Add(holding, worth)
	}
	if p.gone(now, net); len(p.Gone) > 0 {
		return nil
	}
	held, err := inNumeraire(now, numeraire, holding)
	if err != nil {
		return err
	}
	p.Holding = &Against{units.Signed{Int: held}, units.Signed{Int: position}, units.Signed{Int: new(big.Int).Sub(position, held)}}
	return nil
}

// gone lists the net amounts of tokens that have left the pool.
func (p *Position) gone(now *ops.Snapshot, net map[common.Address]units.Signed) {
	for token, amount := range net {
		if !now.Has(token) && amount.Int.Sign() != 0 {
			p.Gone = append(p.Gone, SignedOf(now, token, amount))
		}
	}
	slices.SortFunc(p.Gone, func(a, b Signed) int { return a.Token.Cmp(b.Token) })
	p.Paid = append(p.Paid, p.Gone...)
}

// SignedOf adds symbol and decimals to an amount. For a token that has left the pool it uses a
// watched holding, or else its address.
func SignedOf(now *ops.Snapshot, token common.Address, amount units.Signed) Signed {
	if t, err := now.Token(token); err == nil {
		return Signed{token, t.Symbol, amount, t.Decimals}
	}
	for _, held := range now.Holdings {
		if held.Token == token {
			return Signed{token, held.Symbol, amount, held.Decimals}
		}
	}
	return Signed{Token: token, Symbol: named.Symbol(token.Hex()), Raw: amount}
}

// PoolWorth is the pool's value in one of its tokens, by its own spot prices.
func PoolWorth(pool *ops.Snapshot, numeraire ops.Token) (units.Amount, error) {
	n, err := inNumeraire(pool, numeraire, big.NewRat(1, 1))
	if err != nil {
		return units.Amount{}, err
	}
	return amountOf(n, numeraire.Decimals), nil
}

// inNumeraire converts a share of the pool to the numeraire's smallest unit, rounded towards zero.
func inNumeraire(now *ops.Snapshot, numeraire ops.Token, worth *big.Rat) (*big.Int, error) {
	one := Worth(now, numeraire.Address, *uint256.NewInt(1))
	if one == nil || one.Sign() == 0 || worth == nil {
		return nil, ErrNoPrice
	}
	amount := new(big.Rat).Quo(worth, one)
	return new(big.Int).Quo(amount.Num(), amount.Denom()), nil
}

func orZero(f *units.Fixed) *units.Fixed {
	if f == nil {
		return &units.Fixed{}
	}
	return f
}

// amountOf is zero for numbers that do not fit an amount.
func amountOf(n *big.Int, decimals uint8) units.Amount {
	raw, over := uint256.FromBig(n)
	if over || n.Sign() < 0 {
		return units.Amount{Decimals: decimals}
	}
	return units.Amount{Raw: *raw, Decimals: decimals}
}
