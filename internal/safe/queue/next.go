package queue

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/text"
)

// Then sets the next command, which executes the first transaction, or signs it if it lacks signatures.
// line makes a command with the flags that must be repeated; args name the pool, as it was typed.
func (v *View) Then(line func(command string, words ...string) string, args []string) {
	words := []string{"--from-queue", fmt.Sprint(v.Safe.Nonce)}
	for _, arg := range args {
		words = append(words, text.TypedWord(arg))
	}
	switch {
	case v.Ready():
		v.Next = line("safe exec", words...)
	case len(v.missing()) > 0:
		v.Next = line("safe sign", append(words, "--account NAME --out signature.json")...)
	}
}

// Ready says that the first transaction can be executed: it is sound, and has enough signatures.
func (v *View) Ready() bool { return v.sound() && v.lacks() == 0 }

// sound says that the first transaction was simulated without a revert, and that no finding refuses it.
func (v *View) sound() bool {
	return len(v.Transactions) > 0 && v.Transactions[0].Simulated && v.Transactions[0].refused() == nil
}

// lacks is the number of signatures that the first transaction still needs.
func (v *View) lacks() uint64 {
	signed := uint64(len(v.Transactions[0].Signed))
	return max(v.Safe.Threshold, signed) - signed
}

// missing are the owners who can sign the first transaction; nil if it needs no signature, or should not
// be signed.
func (v *View) missing() []common.Address {
	if v.Unknown != "" || !v.sound() || v.lacks() == 0 {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(v.Safe.Owners), func(owner common.Address) bool { return slices.Contains(v.Transactions[0].Signed, owner) })
}

func (v *View) nextText(p *text.Page) {
	if v.Next == "" || p.Quiet {
		return
	}
	p.Line("")
	if v.Ready() {
		p.Line("nothing was sent; to preview transaction %d (add --broadcast to execute it):", v.Safe.Nonce)
	} else {
		p.Line("nothing was sent; to sign transaction %d as one of %s:", v.Safe.Nonce, text.Addresses(v.missing()))
	}
	p.Command(v.Next)
}
