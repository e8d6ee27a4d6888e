package inspect

import (
	"context"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/revert"
	"mpool/internal/text"
	"mpool/internal/units"
)

// feedNode answers like feeds with 8 decimals that were updated a minute ago. One of them is dead.
type feedNode struct {
	now   units.Time
	dead  common.Address
	trips int
}

func (n *feedNode) TryBounded(_ context.Context, calls []ops.Call, _ chain.BlockRef, _ uint64) (all []chain.Attempt, err error) {
	n.trips++
	for i, call := range calls {
		a := chain.Attempt{Answer: [][]byte{words(1<<40, 2500e8, uint64(n.now)-60, uint64(n.now)-60, 1), words(8), append(words(32, 9), append([]byte("ETH / USD"), make([]byte, 23)...)...)}[i%3]}
		if call.To == n.dead {
			a = chain.Attempt{Revert: new(revert.Reason)}
		}
		all = append(all, a)
	}
	return all, nil
}

func words(all ...uint64) (data []byte) {
	for _, n := range all {
		w := uint256.NewInt(n).Bytes32()
		data = append(data, w[:]...)
	}
	return data
}

// Feeds are suggested for tokens without a configured one, with their descriptions, in one round trip.
// A feed without a price is not in the lines to copy.
func TestSuggestedFeeds(t *testing.T) {
	settings := config.NewSettings(func(string) (string, bool) { return "", false })
	settings.Feeds = []config.Feed{{Token: "DAI", Hops: []common.Address{{1}}, MaxAge: 60}}
	r := &Reader{Settings: settings, Plans: planner.New(settings, nil, nil)}
	s := &ops.Snapshot{ChainID: 100, Block: ops.Block{Time: 1_700_000_000}, Pool: ops.Pool{Name: "Fund"}}
	for i, symbol := range []string{"WETH", "USDC", "DAI", "CAKE\n\x1b[31m"} {
		s.Tokens = append(s.Tokens, ops.Token{Address: common.Address{byte(i + 1)}, Symbol: named.Symbol(symbol)})
	}
	node := &feedNode{now: s.Block.Time, dead: common.HexToAddress("0x26C31ac71010aF62E6B486D1132E266D6298857D")}
	v, err := r.feedsOf(t.Context(), node, s)
	if err != nil || node.trips != 1 {
		t.Fatal(err, node.trips)
	}
	page := &text.Page{}
	v.Text(page)
	for _, want := range []string{
		`WETH: suggestion ETH/USD, which describes itself as "ETH / USD": 2500, 1 minute old`,
		"USDC: suggestion USDC/USD, which gives no price: ",
		"DAI: configured",
		"no feed, and no suggestion",
		`  - token: "0x0100000000000000000000000000000000000000" # WETH`,
		"    chain: gnosis\n",
		`    hops: ["0xa767f745331D267c7751297D982b050c93985627"] # ETH/USD`,
	} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("no %s in\n%s", want, page)
		}
	}
	if strings.Contains(page.String(), "0x26C31ac7") && strings.Contains(page.String(), "hops: [\"0x26C31ac7") || strings.Contains(page.String(), "\x1b") {
		t.Errorf("%s", page)
	}
}
