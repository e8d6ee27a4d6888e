package oracle

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/config"
	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
)

// A key of the price file must name exactly one token of the pool or of a feed.
func TestFeedFileKeys(t *testing.T) {
	before := plantest.Pool()
	twin := before.Tokens[0]
	twin.Address = common.Address{0x77}
	twins := *before
	twins.Tokens = append([]ops.Token{twin}, before.Tokens...)
	first := before.Tokens[0]
	for name, test := range map[string]struct {
		pool *ops.Snapshot
		key  string
		want string // empty: accepted
	}{
		"symbol":                {before, string(first.Symbol), ""},
		"address":               {before, strings.ToLower(first.Address.Hex()), ""},
		"a token with a feed":   {before, "ELSE", ""},
		"its address":           {before, "0x00000000000000000000000000000000000000Ee", ""},
		"no token":              {before, "NONE", `line 2: "NONE" is neither a token of the pool nor one of the configured feeds`},
		"no token's address":    {before, "0x00000000000000000000000000000000000000aA", "line 2: \"0x00000000000000000000000000000000000000AA\" is neither a token of the pool"},
		"a symbol of two":       {&twins, string(first.Symbol), string("line 2: several tokens of the pool have the symbol \"" + first.Symbol + "\"")},
		"the address of a twin": {&twins, twin.Address.Hex(), ""},
	} {
		file := filepath.Join(t.TempDir(), "prices.csv")
		if err := os.WriteFile(file, []byte("token,price,time\n"+test.key+",1,1700000000\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		pl := &Reader{Settings: config.NewSettings(func(string) (string, bool) { return "", false })}
		pl.Settings.FeedFile = file
		pl.Settings.Feeds = []config.Feed{{Token: "ELSE"}, {Token: "0x00000000000000000000000000000000000000ee"}}
		_, err := pl.agree(t.Context(), test.pool, nil, nil, before.Block.Time)
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s: %v, want %q", name, err, test.want)
		}
	}
}
