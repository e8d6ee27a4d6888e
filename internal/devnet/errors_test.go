package devnet

import (
	"errors"
	"fmt"
	"testing"
)

// Scripts rely on the codes of errors.
func TestCodes(t *testing.T) {
	for kind, want := range map[error]string{
		ErrNoAnvil: "devnet.no_anvil", ErrNoArtifact: "devnet.no_artifact", ErrPortBusy: "devnet.port_busy", ErrPort: "devnet.port",
		ErrState: "devnet.state", fmt.Errorf("it is: %w", ErrNotDev): "devnet.not_a_devnet", errors.New("another"): "devnet",
	} {
		if got := (&Error{kind: kind}).Code(); got != want {
			t.Errorf("%v: %s, want %s", kind, got, want)
		}
	}
	if got := (&Error{}).Code(); got != "devnet" {
		t.Errorf("of no kind: %s", got)
	}
}

// What cannot be is refused before anvil starts.
func TestOptionsThatCannotBe(t *testing.T) {
	for want, opts := range map[string]Options{
		"--tokens: a Managed Pool holds 2 to 50 tokens, not 1":  {Tokens: 1},
		"--tokens: a Managed Pool holds 2 to 50 tokens, not 51": {Tokens: 51},
		"--port: -1 is not a port: 0 to 65535":                  {Tokens: 2, Port: -1},
		"--port: 65536 is not a port: 0 to 65535":               {Tokens: 50, Port: 65536},
	} {
		if err := opts.Check(); err == nil || err.Error() != want {
			t.Errorf("%+v: %v, want %s", opts, err, want)
		}
	}
	if err := (Options{Tokens: 50, Port: 65535}).Check(); err != nil {
		t.Error(err)
	}
}
