package request

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/ops/trade"
)

const zeroAddress = "0x0000000000000000000000000000000000000000"

// The sender is the named one; otherwise it is the account of the signing key, which is opened only
// then.
func TestSender(t *testing.T) {
	locked := errors.New("the key is locked")
	key := func(account string, err error) func(context.Context) (common.Address, error) {
		return func(context.Context) (common.Address, error) { return common.HexToAddress(account), err }
	}
	for name, test := range map[string]struct {
		from  string
		signs func(context.Context) (common.Address, error)
		want  string
	}{
		"who is said": {someone, key(another, locked), someone},
		"whose key":   {"", key(another, nil), another},
		"no key":      {"", key("", nil), "missing sender: use --from ADDRESS, or an option that names the signing key | add --from 0x…"},
		"a batch":     {"", nil, "missing sender: use --from ADDRESS, or an option that names the signing key | add --from 0x…"},
		"locked":      {"", key("", locked), "the key is locked"},
	} {
		on := trading(t)
		on.From, on.Signs = common.HexToAddress(test.from), test.signs
		op, err := built(t, "swap; in: WETH=0.1; out: USDC", on)
		got := complaint(err)
		if err == nil {
			got = op.(trade.Swap).Sender.Hex()
		}
		if got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

// A contract that does not answer like a token is refused.
func TestTradesNoToken(t *testing.T) {
	for _, fields := range []string{"swap; in: WETH=0.1; out: USDC", "join; bpt: \"1\"", "exit; bpt: \"1\"", "first-join; amounts: {WETH: \"1\", USDC: \"1\"}"} {
		on := trading(t)
		on.Node.(*node).noLook = &chain.NotTokenError{}
		if op, err := built(t, fields, on); op != nil || !strings.HasPrefix(complaint(err), "refused: ") {
			t.Errorf("%s: %v %v", fields, op, err)
		}
	}
}

// A quote is for the named sender. Without a sender, a percentage has no base.
func TestQuoted(t *testing.T) {
	on := trading(t)
	op, err := Quoted(t.Context(), on, "WETH=50%", "USDC")
	if err != nil || op.Sender != on.From || op.Amount != raw(1e18, 18) || !op.Limit.Raw.IsZero() {
		t.Errorf("%+v %v", op, err)
	}
	on.From = common.Address{}
	if op, err = Quoted(t.Context(), on, "WETH", "USDC=1"); err != nil || !op.GivenOut || op.Amount != raw(1e6, 6) {
		t.Errorf("%+v %v", op, err)
	}
	for in, want := range map[string]string{"WETH=50%": `percentage "50%" cannot be used here: it is of what the sender has, and the sender is unknown`, "DAI=1": "the pool has no token DAI: its tokens are WETH, USDC"} {
		if _, err := Quoted(t.Context(), on, in, "USDC"); complaint(err) != want {
			t.Errorf("%s: %v", in, err)
		}
	}
}
