package planfile

import (
	"bytes"
	"testing"
)

// FuzzReadPlan checks that a plan file of any bytes is read or refused, and that a plan is written
// as it was read.
func FuzzReadPlan(f *testing.F) {
	f.Add([]byte(`{"schema_version":1,"kind":"mpool-plan","operation":"swaps disable","parameters":{},"predicted":{"chain_id":1}}`))
	f.Add([]byte(`{"kind":"mpool-plan","calls":[{"value":"0x1","data":"0x"}],"operation":"weights-update","parameters":{"To":[]}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		plan, err := Read(bytes.NewReader(text))
		if err != nil {
			return
		}
		again, err := Text(plan)
		if err != nil {
			t.Fatalf("cannot be written again: %v", err)
		}
		if _, err := Read(bytes.NewReader(again)); err != nil {
			t.Errorf("written again, it is refused: %v", err)
		}
	})
}
