package journal

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/ethereum/go-ethereum/common/hexutil"
)

// Read refuses a tampered file or reads it as a run could have written it. It never panics.
func FuzzRead(f *testing.F) {
	begin := record{Begin: &Begin{ChainID: 1, Calls: 2}}
	first, after, _ := encode(begin, "")
	second, _, _ := encode(record{Intent: &Intent{ChainID: 1, Value: new(hexutil.Big)}}, after)
	f.Add(append(first, second...))
	f.Add(first[:len(first)-1])
	f.Add([]byte("{}\n"))
	f.Add([]byte(`{"schema":2,"sum":"","record":{"call":-1}}` + "\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		path := filepath.Join(t.TempDir(), "run.jsonl")
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		first, err := Read(path)
		if err != nil {
			return
		}
		if again, err := Read(path); err != nil || !reflect.DeepEqual(first, again) {
			t.Fatal(err)
		}
		for _, call := range first.Calls {
			for _, signed := range call.Attempts {
				if call.Intent.matches(signed) != nil {
					t.Fatalf("%+v", call)
				}
			}
			if call.State == "" {
				t.Fatalf("%+v", call)
			}
		}
	})
}
