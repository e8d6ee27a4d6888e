package explain

import (
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/decode"
	"mpool/internal/glossary"
	"mpool/internal/revert"
	"mpool/internal/text"
)

// View is an explanation. Exactly one of its parts is set.
type View struct {
	Kind        string         `json:"kind"` // term, finding, code, revert, call, transaction
	Term        *glossary.Term `json:"term,omitempty"`
	Finding     *Finding       `json:"finding,omitempty"`
	Revert      *Revert        `json:"revert,omitempty"`
	Call        *decode.Call   `json:"call,omitempty"`
	Makes       []InnerCall    `json:"makes,omitempty"` // the calls within the call of a Safe
	Transaction *Transaction   `json:"transaction,omitempty"`
}

// Revert is the reason of a revert.
type Revert struct {
	Code    string         `json:"code"` // BAL#302, Panic(0x11), a signature; empty if the contract gives none
	Name    string         `json:"name,omitempty"`
	Meaning string         `json:"meaning"` // may quote a contract: clean it before printing
	Remedy  string         `json:"remedy"`
	Args    []decode.Value `json:"arguments,omitempty"`
	Data    hexutil.Bytes  `json:"data,omitempty"`
}

func NewRevert(r *revert.Reason) *Revert {
	return &Revert{Code: r.Code, Name: r.Name, Meaning: r.Sentence, Remedy: r.Remedy(), Data: r.Data}
}

func (v *View) Text(p *text.Page) {
	switch {
	case v.Term != nil:
		termText(p, v.Term)
	case v.Finding != nil:
		v.Finding.text(p)
	case v.Transaction != nil:
		v.Transaction.Text(p)
	case v.Call != nil:
		p.Line("%s", p.Bold(v.Call.Function))
		p.Fact("of", "%s", strings.Join(v.Call.Contracts, ", "))
		callWords(p, v.Call)
		madeText(p, v.Makes, "")
	case v.Revert != nil:
		v.Revert.Text(p)
	}
}

func (v *Revert) Text(p *text.Page) {
	p.Line("%s", p.Bold(v.Title()))
	p.Fact("meaning", "%s", text.Clean(v.Meaning, text.LineWidth))
	values(p, v.Args, "          ")
	p.Fact("remedy", "%s", text.Clean(v.Remedy, text.LineWidth))
}

func (v *Revert) Title() string {
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

// callWords shows the lines of a call below its name.
func callWords(p *text.Page, c *decode.Call) {
	p.Fact("does", "%s", c.Does)
	p.Fact("allowed", "%s", c.Sender)
	values(p, c.Args, "  ")
	if c.Trailing > 0 {
		p.Line("  and %s that the contract ignores", text.Plural(c.Trailing, "byte"))
	}
}

// ItemWidth is wide enough for an address, for tokens without a symbol.
const ItemWidth = 42

// MostItems is the largest number of items of a list in the text; JSON has all.
const MostItems = 64

// values shows names and values, each with its parts below.
func values(p *text.Page, list []decode.Value, indent string) {
	for i, v := range list {
		if i == MostItems {
			p.Line("%s… and %d more, which --json lists", indent, len(list)-i)
			return
		}
		name := v.Name
		if name == "" {
			name = v.Type
		}
		p.Line("%s%s%s", indent, text.Clean(name, ItemWidth), valueText(v))
		values(p, v.Items, indent+"  ")
	}
}

func valueText(v decode.Value) string {
	exact, words := text.Clean(v.Value, text.LineWidth), text.Clean(v.Words, text.LineWidth)
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

// Named is an address with its name.
type Named struct {
	Address common.Address `json:"address"`
	Is      string         `json:"is,omitempty"`
}

func (n Named) Text() string {
	if n.Is == "" {
		return n.Address.Hex()
	}
	return fmt.Sprintf("%s, %s", n.Address, text.Clean(n.Is, text.NameWidth))
}
