package journal

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// A file that was tampered with is refused, or is read as some run could have
// written it; it never brings the reader down.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"schema":1,"time":"2023-11-14T22:13:20Z","call":0,"intent":{"plan":"0x0700000000000000000000000000000000000000000000000000000000000000","chain_id":1,"from":"0x19e7e376e7c213b7e7e7e46cc70a5dd086daff2a","nonce":0,"to":"0x0900000000000000000000000000000000000000","data_hash":"0xf1885eda54b7a053318cd41e2093220dab15d65381b1157a3633a83bfd5c9239","value":"0x5"}}
{"schema":1,"time":"2023-11-14T22:13:20Z","call":0,"error":{"message":"x"}}
`))
	f.Add([]byte("{}\n"))
	f.Add([]byte(`{"schema":1,"call":-1}` + "\n"))
	f.Add([]byte(`{"schema":1,"intent":null,"signed":{"raw":"0x","hash":null}}` + "\n"))
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
			if call.State == "" || call.Signed != nil && call.Intent.matches(*call.Signed) != nil {
				t.Fatalf("%+v", call)
			}
		}
	})
}
