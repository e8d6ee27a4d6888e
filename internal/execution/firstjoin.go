package execution

import (
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/ops/newpool"
	"mpool/internal/safe"
	"mpool/internal/signer"
	"mpool/internal/text"
)

// mostPriced is the largest number of tokens whose prices the command line names.
const mostPriced = 6

// firstJoinLine is the next step after the creation of a pool: the command for its first join, with
// placeholders for amount and prices; "" after other operations.
func firstJoinLine(plan *ops.Plan, created *ops.Snapshot, key string) string {
	if _, is := safe.InnerOperation(plan).(newpool.CreatePool); !is || created == nil {
		return ""
	}
	words := []string{"next, the first join sets the pool's prices: mpool first-join", created.Pool.Address.Hex(), "--value AMOUNT"}
	words = append(words, trustedManagers(created)...)
	if len(created.Tokens) > mostPriced {
		return strings.Join(append(words, "--prices FILE", key), " ")
	}
	for _, token := range created.Tokens {
		name := token.Address.Hex()
		if found, err := created.FindToken(token.Symbol.Bare()); err == nil && found.Address == token.Address && token.Symbol.Word() == token.Symbol.Bare() {
			name = token.Symbol.Bare()
		}
		words = append(words, "--price "+text.ShellWord(name+"=PRICE"))
	}
	return strings.Join(append(words, key), " ")
}

// trustedManagers are the flags for the asset managers that the plan has set: first-join refuses the
// others.
func trustedManagers(created *ops.Snapshot) (words []string) {
	var named []common.Address
	for _, token := range created.Tokens {
		if at := token.AssetManager; at != (common.Address{}) && at != created.Pool.Owner && !slices.Contains(named, at) {
			named = append(named, at)
			words = append(words, "--trust-manager "+at.Hex())
		}
	}
	return words
}

// keyWords is the flag that names the signer again, if it holds no secret; otherwise a placeholder.
func keyWords(of signer.Options) string {
	switch {
	case strings.HasPrefix(of.PrivateKey, "env:"):
		return "--private-key " + text.ShellWord(of.PrivateKey)
	case of.Account != "":
		return "--account " + text.ShellWord(of.Account)
	}
	return "--account NAME"
}
