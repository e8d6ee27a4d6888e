package execution

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/ops/newpool"
	"mpool/internal/signer"
)

// TestFirstJoinLine: the line names each token so that it means no other, and the managers that the
// creation has set.
func TestFirstJoinLine(t *testing.T) {
	t.Parallel()
	created := &ops.Plan{Operation: newpool.CreatePool{}}
	twins, strange, many, owned := somePool(), somePool(), somePool(), somePool()
	twins.Tokens[1].Symbol = twins.Tokens[0].Symbol
	strange.Tokens[0].Symbol = "А" // a Cyrillic letter
	for len(many.Tokens) <= mostPriced {
		many.Tokens = append(many.Tokens, many.Tokens[0])
	}
	for i := range owned.Tokens {
		owned.Tokens[i].AssetManager = owned.Pool.Owner
	}
	owned.Tokens[2].AssetManager = common.Address{}
	trust := " --trust-manager " + manager().address.Hex()
	for name, test := range map[string]struct {
		pool *ops.Snapshot
		want string
	}{
		"three tokens":       {somePool(), trust + " --price A=PRICE --price B=PRICE --price C=PRICE --key"},
		"two of one symbol":  {twins, trust + " --price " + twins.Tokens[0].Address.Hex() + "=PRICE --price " + twins.Tokens[1].Address.Hex() + "=PRICE --price C=PRICE --key"},
		"a letter that lies": {strange, trust + " --price " + strange.Tokens[0].Address.Hex() + "=PRICE --price B=PRICE --price C=PRICE --key"},
		"many tokens":        {many, trust + " --prices FILE --key"},
		"managed by nobody":  {owned, " --price A=PRICE --price B=PRICE --price C=PRICE --key"},
	} {
		want := "next, the first join sets the pool's prices: mpool first-join " + test.pool.Pool.Address.Hex() + " --value AMOUNT" + test.want
		if got := firstJoinLine(created, test.pool, "--key"); got != want {
			t.Errorf("%s:\n%s\n%s", name, got, want)
		}
	}
	for name, line := range map[string]string{"another operation": firstJoinLine(&ops.Plan{Operation: ops.SetSwaps{}}, somePool(), ""), "no pool": firstJoinLine(created, nil, "")} {
		if line != "" {
			t.Errorf("%s: %q", name, line)
		}
	}
}

// TestKeyWords: a secret is never named again.
func TestKeyWords(t *testing.T) {
	t.Parallel()
	for want, of := range map[string]signer.Options{
		"--private-key env:KEY": {PrivateKey: "env:KEY", Account: "me"},
		"--account me":          {PrivateKey: "0x" + strings.Repeat("1", 64), Account: "me"},
		"--account NAME":        {PrivateKey: "0x" + strings.Repeat("1", 64)},
	} {
		if got := keyWords(of); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
