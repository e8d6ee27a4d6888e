package render_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/devnet"
	"mpool/internal/render"
)

// A variable is returned only for the account that its key signs for.
func TestDevnetKeyOf(t *testing.T) {
	owner := common.HexToAddress("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266")
	manager := common.HexToAddress("0x70997970C51812dc3A010C7d01b50e0d17dc79C8")
	env := func(name string) (key string, set bool) {
		switch name {
		case render.DevnetKeyVariable:
			return devnet.KnownKey(owner)
		case render.DevnetManagerVariable:
			return devnet.KnownKey(manager)
		}
		return "", false
	}
	none := func(string) (string, bool) { return "", false }
	for account, want := range map[common.Address]string{owner: render.DevnetKeyVariable, manager: render.DevnetManagerVariable, {1}: ""} {
		if got := render.DevnetKeyOf(account, env); got != want {
			t.Errorf("%s: %q, want %q", account, got, want)
		}
		if got := render.DevnetKeyOf(account, none); got != "" {
			t.Errorf("%s: %q without variables", account, got)
		}
	}
}
