package decode

import "testing"

// Only NewWithSafe knows the Safe, and it describes all of the Safe's functions.
func TestNewWithSafe(t *testing.T) {
	d, err := NewWithSafe()
	if err != nil {
		t.Fatal(err)
	}
	usual, of := decoder(t), 0
	for id, f := range d.functions {
		if f.of[0] != Safe && f.of[0] != MultiSend {
			continue
		}
		of++
		if usual.Function(id) != "" {
			t.Errorf("%s is known without", f.Sig)
		}
		if _, found := safeMeanings()[f.RawName]; !found && !f.IsConstant() {
			t.Errorf("%s has no words", f.Sig)
		}
	}
	if of < 20 {
		t.Errorf("%d functions", of)
	}
}
