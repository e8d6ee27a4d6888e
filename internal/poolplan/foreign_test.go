package poolplan

import (
	"errors"
	"os"
	"strings"
	"testing"

	"mpool/internal/failure"
	"mpool/internal/poolfile"
)

// A pool file's author need not be the user, so a message about a file that it names shows only the
// place and what belongs there.
func TestForeignFilesStayUnread(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"env": "TOKEN=secret_1\n", "keys.yaml": "version: 1\nsecret_2: x\n", "auth.json": `{"secret_3": "secret_4"}`, "kind.yaml": "version: 1\nsignal: {rule: {kind: secret_5}}\n",
		"prices.csv": "timestamp,secret_6\n1700000000,secret_7\n", "time.csv": "timestamp,WETH\nsecret_8,1\n", "list.json": `[{"timestamp": "secret_9", "WETH": "secret_0"}]`,
	} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		k := &Keeper{}
		_, prices := k.series(t.Context(), "pool.yaml", name)
		_, rule := k.signal(t.Context(), nil, nil, &File{Name: "pool.yaml", Want: &poolfile.Want{Strategy: &poolfile.Strategy{File: name, Prices: "none.csv"}}})
		for _, err := range []error{prices, rule} {
			var f *failure.Failure
			if !errors.As(err, &f) {
				t.Errorf("%s: %v", name, err)
				continue
			}
			for _, one := range f.All() {
				if said := one.Message + one.Hint; strings.Contains(said, "secret") {
					t.Errorf("%s: %s", name, said)
				}
			}
		}
	}
}
