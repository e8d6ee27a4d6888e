package execution

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/effect"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Outcome is the result of an operation that was sent.
type Outcome struct {
	Operation    string        `json:"operation"`
	Pool         planview.Pool `json:"pool"`
	Transactions []Transaction `json:"transactions"` // in the order of the plan's calls
	// Preview is computed again from the state before the mined block.
	Preview   effect.Timeline `json:"preview"`
	Proof     *planview.Proof `json:"proof"` // what was known before sending
	Journal   string          `json:"journal"`
	ID        string          `json:"id"`              // of the record
	Done      int             `json:"calls_done"`      // mined without revert
	Calls     int             `json:"calls"`           // in the whole operation
	Remaining int             `json:"remaining_calls"` // that another account must send
	Next      string          `json:"next,omitempty"`
	previewed bool            // the table was shown before sending
}

type Transaction struct {
	Hash         common.Hash    `json:"hash"`
	From         common.Address `json:"from"`
	Method       string         `json:"method"`
	Block        uint64         `json:"block"`
	Time         units.Time     `json:"time"`
	Success      bool           `json:"success"`
	Pending      bool           `json:"pending,omitempty"` // not confirmed when mpool stopped waiting: it may be mined at any time
	Cancels      bool           `json:"cancels,omitempty"` // the pending one is empty, and cancels the call
	GasUsed      uint64         `json:"gas_used"`
	Fee          *units.Wei     `json:"gas_fee"`      // paid for gas and data, in wei; null if the receipt does not say
	Verification *Verification  `json:"verification"` // null if it could not be made
	// SafeFailed says that a Safe transaction was mined but its call failed.
	SafeFailed bool `json:"safe_failed,omitempty"`
	// ExecutedBy is the transaction that executed the Safe transaction before this one, so that
	// this one reverted.
	ExecutedBy *common.Hash `json:"executed_by,omitempty"`
	// Late says which limit the call breaks because it was mined later than planned.
	Late string `json:"late,omitempty"`
	// Others are the block's other transactions that touched the pool, in order.
	Others []Other `json:"other_transactions,omitempty"`
	// Link is the explorer's page.
	Link string `json:"explorer,omitempty"`
}

// Verification compares the pool after the receipt's block with the prediction for that block.
type Verification struct {
	Fields      int          `json:"fields"`
	Differences []ops.Change `json:"differences"`        // Before is the prediction, After the pool's value
	Unproven    string       `json:"unproven,omitempty"` // why the pool's answers prove nothing
}

// newVerification ignores the Vault's total balances if it is unknown what others moved in and out
// of it.
func newVerification(expected, found *ops.Snapshot, othersKnown bool) *Verification {
	changes := ops.Diff(expected, found)
	if !othersKnown {
		changes = found.WithoutShared(changes)
	}
	return &Verification{Fields: len(found.Fields()), Differences: append([]ops.Change{}, changes...), Unproven: found.Pool.Unproven}
}

// add adds differences in fields that have none yet.
func (v *Verification) add(changes []ops.Change) {
	for _, change := range changes {
		same := func(c ops.Change) bool { return c.Path == change.Path }
		if !slices.ContainsFunc(v.Differences, same) {
			v.Differences = append(v.Differences, change)
		}
	}
}

// butOthers completes "nothing has changed" if others changed something.
func (v *Transaction) butOthers() string {
	if len(v.Others) > 0 {
		return " except by others in that block"
	}
	return ""
}

// differences returns the verification's differences as lines for the record.
func (v *Transaction) differences() []string {
	var list []string
	for _, d := range v.Verification.Differences {
		list = append(list, fmt.Sprintf("%s: predicted %s, found %s", d.Path, d.Before, d.After))
	}
	return list
}

func newTxView(r *chain.Receipt, method string) Transaction {
	return Transaction{Hash: r.Hash, From: r.From, Method: method, Block: r.BlockNumber, Success: r.Success, GasUsed: r.GasUsed, Fee: r.Paid()}
}

func (v *Outcome) Text(p *text.Page) {
	what := v.Operation
	if n := len(v.Transactions); n > 0 && v.Transactions[n-1].Cancels {
		what = "cancel of " + what
	}
	p.Line("%s of %s (%s)", what, v.Pool.Name, v.Pool.Address)
	for i := range v.Transactions {
		v.Transactions[i].Text(p, network.ID(v.Pool.ChainID).Coin(), len(v.Transactions) > 1)
	}
	if len(v.Transactions) > 0 {
		v.outcome(p, &v.Transactions[len(v.Transactions)-1])
	}
	if v.Done < v.Calls && v.Calls > 1 {
		p.Line("")
		p.Line("%s: %d of %s done", p.Red("NOT FINISHED"), v.Done, text.Plural(v.Calls, "call"))
	}
	if v.Next != "" {
		p.Line("%s", v.Next)
	}
}

func (v *Outcome) outcome(p *text.Page, last *Transaction) {
	if last.Verification == nil {
		return
	}
	p.Line("")
	if len(v.Preview.Rows) > 0 && (!v.previewed || v.Done != v.Calls) {
		v.Preview.Text(p)
		p.Line("")
	}
	last.verdict(p)
}

// Text names the call if there are several.
func (v *Transaction) Text(p *text.Page, coin string, several bool) {
	what := ""
	if name, _, _ := strings.Cut(v.Method, "("); several {
		what = ": " + name
	}
	p.Line("transaction %s%s", v.Hash, what)
	if v.Cancels {
		p.Line("pending: an empty transaction with the nonce of the call; either of the two may be mined at any time")
		return
	}
	if v.Pending {
		p.Line("pending: it may be mined at any time")
		return
	}
	result := p.Green("mined")
	if !v.Success {
		result = p.Red("REVERTED")
	}
	p.Line("%s in block %d, %s for %s gas", result, v.Block, text.Paid(v.Fee, coin), text.Count(v.GasUsed))
	for _, other := range v.Others {
		other.Text(p)
	}
	if v.Link != "" {
		p.Line("explorer: %s", v.Link)
	}
}

// LinkTo adds explorer links to the transactions; explorer may be empty.
func (v *Outcome) LinkTo(explorer string) {
	for i := range v.Transactions {
		v.Transactions[i].Link = linkTo(explorer, v.Transactions[i].Hash)
	}
}

func linkTo(explorer string, hash common.Hash) string {
	if explorer == "" {
		return ""
	}
	return explorer + "/tx/" + hash.Hex()
}

// verdict prints the verdict of the last transaction. Earlier ones were as predicted, otherwise
// mpool would have stopped.
func (v *Transaction) verdict(p *text.Page) {
	if n := len(v.Verification.Differences); n > 0 {
		p.Line("%s in %s:", p.Red("NOT AS PREDICTED"), text.Plural(n, "field"))
		planview.Differences(p, v.Verification.Differences, "found")
		return
	}
	if why := v.Verification.Unproven; why != "" {
		p.Line("%s: the contract reports the predicted values in all %d fields, but is not proven to be a Balancer pool: %s", p.Red("NOT VERIFIED"), v.Verification.Fields, why)
		return
	}
	if !v.Success {
		p.Line("checked: nothing in the pool changed%s (%d fields)", v.butOthers(), v.Verification.Fields)
		return
	}
	p.Line("%s: matches the prediction to the wei (%d fields)", p.Green("verified"), v.Verification.Fields)
}
