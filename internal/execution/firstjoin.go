package execution

import (
	"strings"

	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// mostPriced is how many tokens a line names with their prices.
const mostPriced = 6

// firstJoinLine is what comes next where a pool was created: its first join, of which only the
// amount and the prices are left to be typed; "" for every other operation.
func firstJoinLine(plan *ops.Plan, created *ops.Snapshot) string {
	if _, is := planner.InnerOperation(plan).(ops.CreatePool); !is || created == nil {
		return ""
	}
	words := []string{"next, the first join sets the pool's prices: mpool first-join", created.Pool.Address.Hex(), "--value AMOUNT"}
	if len(created.Tokens) > mostPriced {
		return strings.Join(append(words, "--prices FILE", "--account NAME"), " ")
	}
	for _, token := range created.Tokens {
		name := token.Address.Hex()
		if found, err := created.FindToken(string(token.Symbol)); err == nil && found.Address == token.Address && token.Symbol.Word() == string(token.Symbol) {
			name = string(token.Symbol)
		}
		words = append(words, "--price "+text.ShellWord(name+"=PRICE"))
	}
	return strings.Join(append(words, "--account NAME"), " ")
}
