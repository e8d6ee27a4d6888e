package request

import (
	"errors"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/units"
)

// dai is a batch entry for a token that the pool does not have yet.
const dai = "add-token; token: '" + someone + "'; weight: 10%; "

// The deposit is the given one or follows from a price. The mint is none, an amount or the fair share,
// to the given recipient.
func TestAddToken(t *testing.T) {
	for name, test := range map[string]struct {
		fields string
		check  func(tokenset.AddToken) bool
	}{
		"an amount": {dai + "amount: \"1.5\"", func(op tokenset.AddToken) bool {
			return op.Token == common.HexToAddress(someone) && op.Deposit == raw(15e17, 18) && !op.Neutral && op.Price == (tokenset.TokenPrice{}) && op.Mint == raw(0, 18) && !op.FairMint
		}},
		"whose manager": {dai + "amount: 5raw", func(op tokenset.AddToken) bool { return op.AssetManager == op.MintTo && op.Deposit == raw(5, 18) }},
		"another manager": {dai + "amount: \"1\"; asset-manager: '" + another + "'", func(op tokenset.AddToken) bool {
			return op.AssetManager == common.HexToAddress(another) && op.MintTo == op.AssetManager
		}},
		"worked out from a price": {dai + "price: 2 USDC", func(op tokenset.AddToken) bool {
			// 90% of the pool are worth 5000 USDC / 40% = 12500 USDC, so 10% are 1388.89 USDC
			return op.Neutral && op.Price.Of == account(2) && op.Price.Value.String() == "2" && op.Deposit.String()[:7] == "694.444"
		}},
		"held against a price": {dai + "price: 2 USDC; amount: \"600\"", func(op tokenset.AddToken) bool {
			return !op.Neutral && op.Deposit.Decimals == 18 && op.Price.Of == account(2)
		}},
		"BPT for somebody": {dai + "amount: \"1\"; mint: \"2\"; mint-to: '" + another + "'", func(op tokenset.AddToken) bool {
			return op.Mint == raw(2e18, 18) && !op.FairMint && op.MintTo == common.HexToAddress(another)
		}},
		"the supply":        {dai + "amount: \"1\"; mint: \"2\"", func(op tokenset.AddToken) bool { return op.Supply == raw(10e18, 18) }},
		"the supply before": {"add-token; token: USDC; weight: 10%; amount: \"1\"; mint: \"2\"", func(op tokenset.AddToken) bool { return op.Supply == raw(8e18, 18) }},
		"the doors": {dai + "amount: \"1\"", func(op tokenset.AddToken) bool {
			return op.Doors.Closing == ops.ByJoinsExits && op.Doors.Swaps && op.Doors.JoinsExits
		}},
		"the old flag":      {dai + "amount: \"1\"; pause-swaps: true", func(op tokenset.AddToken) bool { return op.Doors.Closing == ops.ByJoinsExits }},
		"one that is there": {"add-token; token: USDC; weight: 10%; amount: \"1\"", func(op tokenset.AddToken) bool { return op.Token == account(2) }},
	} {
		on, _, _ := target(t)
		op, err := built(t, test.fields, on)
		if add, is := op.(tokenset.AddToken); !is || err != nil || !test.check(add) {
			t.Errorf("%s: %+v %v", name, op, err)
		}
	}
}

// Refused: a token with too many decimals, and a price in a token that the pool does not have.
func TestAddTokenRefuses(t *testing.T) {
	for fields, want := range map[string]string{
		dai + "amount: x":                                    "--amount: ",
		dai + "amount: 1 WETH":                               "--amount: ",
		dai + "price: 2 DAI":                                 "--price: the pool has no token DAI",
		dai + "amount: \"1\"; mint: x":                       "--mint: ",
		"add-token; token: USDC; weight: 10%; price: 2 USDC": "--price: the price of a token cannot be in the token itself | name another token of the pool",
	} {
		on, _, _ := target(t)
		if op, err := built(t, fields, on); op != nil || !strings.HasPrefix(complaint(err), want) {
			t.Errorf("%s: %v\n%s\nwant %s", fields, op, complaint(err), want)
		}
	}
	on, n, _ := target(t)
	n.noLook = &chain.NotTokenError{Address: common.HexToAddress(someone)}
	_, err := built(t, dai+"amount: \"1\"", on)
	var f *failure.Failure
	if !errors.As(err, &f) || f.Exit != failure.Refused || f.Code != "token" || !strings.HasSuffix(f.Message, "[token]") {
		t.Error(err)
	}
	n.noLook = errors.New("the node is gone")
	if _, err := built(t, dai+"amount: \"1\"", on); complaint(err) != "the node is gone" {
		t.Error(err)
	}
	n.noLook, n.noBegun = nil, errors.New("the journal is gone")
	if _, err := built(t, dai+"amount: \"1\"", on); complaint(err) != "the journal is gone" {
		t.Error(err)
	}
}

// The same addition continues with the doors that it began with. With the same amounts it also keeps
// its supply and mint.
func TestAddTokenAgain(t *testing.T) {
	begun := tokenset.AddToken{Token: common.HexToAddress(someone), Weight: fixed(t, "10%"), Deposit: raw(1e18, 18), Mint: raw(0, 18), Supply: raw(9e18, 18),
		Doors: ops.Doors{Closing: ops.ByJoinsExits, Swaps: true}}
	for fields, want := range map[string]units.Amount{
		dai + "amount: \"1\"":                                   begun.Supply,
		dai + "amount: \"2\"":                                   raw(10e18, 18),
		dai + "amount: \"1\"; mint: \"1\"":                      raw(10e18, 18),
		dai + "price: 2 USDC":                                   raw(10e18, 18),
		strings.Replace(dai, "10%", "20%", 1) + "amount: \"1\"": raw(10e18, 18),
	} {
		on, n, _ := target(t)
		n.begun = []*ops.Plan{{Operation: begun}}
		op, err := built(t, fields, on)
		if add, is := op.(tokenset.AddToken); !is || err != nil || add.Supply != want || add.Doors.JoinsExits || !add.Doors.Swaps {
			t.Errorf("%s: %+v %v", fields, op, err)
		}
	}
}

// An addition without a record does not open doors that are shut, and warns of them.
func TestAddTokenHalfDone(t *testing.T) {
	on, _, told := target(t)
	on.Before.Pool.SwapEnabled, on.Before.Pool.JoinExitEnabled = false, false
	on.Before.Tokens[1].Cash, on.Before.Tokens[1].Managed = raw(0, 6), raw(0, 6)
	op, err := built(t, "add-token; token: USDC; weight: 10%; amount: \"1\"; asset-manager: '"+account(0xd1).Hex()+"'", on)
	if add, is := op.(tokenset.AddToken); !is || err != nil || add.Doors.Swaps {
		t.Errorf("%+v %v", op, err)
	}
	if len(*told) != 1 || !strings.HasPrefix((*told)[0], "doors.begun: the addition was started, and no record here says what was open before: swaps and joins and exits stay shut at its end") {
		t.Error(*told)
	}
}
