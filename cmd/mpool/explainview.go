package main

import (
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain"
	"mpool/internal/decode"
)

// explainView is what something means. One of its parts is there.
type explainView struct {
	Kind        string       `json:"kind"` // code, revert, call, transaction
	Revert      *revertView  `json:"revert,omitempty"`
	Call        *decode.Call `json:"call,omitempty"`
	Makes       []innerCall  `json:"makes,omitempty"` // the calls within the call of a Safe
	Transaction *explainedTx `json:"transaction,omitempty"`
}

// revertView is why a contract refuses something.
type revertView struct {
	Code    string         `json:"code"` // BAL#302, Panic(0x11), a signature; empty where the contract gives none
	Name    string         `json:"name,omitempty"`
	Meaning string         `json:"meaning"` // may quote a contract: strip before printing
	Remedy  string         `json:"remedy"`
	Args    []decode.Value `json:"arguments,omitempty"`
	Data    hexutil.Bytes  `json:"data,omitempty"`
}

func newRevertView(r *chain.Revert) *revertView {
	return &revertView{Code: r.Code, Name: r.Name, Meaning: r.Sentence, Remedy: r.Remedy(), Data: r.Data}
}

func (v *explainView) text(p *page) {
	switch {
	case v.Transaction != nil:
		v.Transaction.text(p)
	case v.Call != nil:
		p.line("%s", p.bold(v.Call.Function))
		p.fact("of", "%s", strings.Join(v.Call.Contracts, ", "))
		callWords(p, v.Call)
		madeText(p, v.Makes, "")
	case v.Revert != nil:
		v.Revert.text(p)
	}
}

func (v *revertView) text(p *page) {
	p.line("%s", p.bold(v.title()))
	p.fact("meaning", "%s", clean(v.Meaning, textWidth))
	values(p, v.Args, "          ")
	p.fact("remedy", "%s", clean(v.Remedy, textWidth))
}

func (v *revertView) title() string {
	switch {
	case v.Code == "" && v.Name == "":
		return "a revert without a code"
	case v.Code == "":
		return v.Name
	case v.Name == "" || strings.HasPrefix(v.Code, v.Name):
		return v.Code
	}
	return v.Code + " " + v.Name
}

// callWords are the lines of a call below its name.
func callWords(p *page, c *decode.Call) {
	p.fact("does", "%s", c.Does)
	p.fact("sender", "%s", c.Sender)
	values(p, c.Args, "  ")
	if c.Trailing > 0 {
		p.line("  and %s that the contract ignores", plural(c.Trailing, "byte"))
	}
}

// itemWidth lets an address stand where a token has no symbol.
const itemWidth = 42

// mostItems is how many items of a list the text shows; JSON has all.
const mostItems = 64

// values are lines of names and values, each with what is in it below.
func values(p *page, list []decode.Value, indent string) {
	for i, v := range list {
		if i == mostItems {
			p.line("%s… and %d more, which --json lists", indent, len(list)-i)
			return
		}
		name := v.Name
		if name == "" {
			name = v.Type
		}
		p.line("%s%s%s", indent, clean(name, itemWidth), valueText(v))
		values(p, v.Items, indent+"  ")
	}
}

func valueText(v decode.Value) string {
	exact, words := clean(v.Value, textWidth), clean(v.Words, textWidth)
	switch {
	case v.Type == "string":
		return fmt.Sprintf(" = %q", exact)
	case exact == "" && len(v.Items) == 0:
		return " = nothing"
	case exact == "":
		return ""
	case len(v.Items) > 0:
		return ": " + words
	case words == "":
		return " = " + exact
	}
	return fmt.Sprintf(" = %s (%s)", exact, words)
}

// named is an address and what it is called.
type named struct {
	Address common.Address `json:"address"`
	Is      string         `json:"is,omitempty"`
}

func (n named) text() string {
	if n.Is == "" {
		return n.Address.Hex()
	}
	return fmt.Sprintf("%s, %s", n.Address, clean(n.Is, nameWidth))
}
