package history

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/bindings/managedpool"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// BPT is minted from the zero address and burned to it. Adding or removing a token does that, and so
// does collecting the AUM fee, of which the protocol gets a part. Joins and exits do it too, but they
// are not in the timeline.

// MintTopics is the filter for minted BPT.
func MintTopics() [][]common.Hash {
	return append(topics(&managedpool.ManagedPoolMetaData, transferEvents()), []common.Hash{{}})
}

// BurnTopics is the filter for burned BPT.
func BurnTopics() [][]common.Hash {
	return append(topics(&managedpool.ManagedPoolMetaData, transferEvents()), nil, []common.Hash{{}})
}

func transferEvents() []string { return []string{"Transfer"} }

// InOrder sorts logs in the order of the chain. It removes duplicates, which two filters can return,
// and the mints and burns of transactions without other logs.
func InOrder(logs []types.Log) []types.Log {
	mint := MintTopics()[0][0]
	told := map[common.Hash]bool{}
	for _, l := range logs {
		if len(l.Topics) == 0 || l.Topics[0] != mint {
			told[l.TxHash] = true
		}
	}
	logs = slices.DeleteFunc(logs, func(l types.Log) bool { return !told[l.TxHash] })
	slices.SortFunc(logs, func(x, y types.Log) int {
		return cmp.Or(cmp.Compare(x.BlockNumber, y.BlockNumber), cmp.Compare(x.Index, y.Index))
	})
	return slices.CompactFunc(logs, func(x, y types.Log) bool { return x.BlockNumber == y.BlockNumber && x.Index == y.Index })
}

// transfer is a mint or burn of BPT.
type transfer struct {
	tx     common.Hash
	index  uint
	minted bool
	who    common.Address
	amount units.Amount
}

// transferred notes a mint or burn for the event that may follow it.
func (r *replay) transferred(e event) {
	t := &transfer{tx: e.log.TxHash, index: e.log.Index, who: e.address("from"), amount: units.Amount{Raw: *e.fixed("value").Int(), Decimals: 18}}
	if t.who == (common.Address{}) {
		t.minted, t.who = true, e.address("to")
	}
	r.transfer = t
}

// justBefore returns the mint or burn that is the log directly before an event; nil if there is none.
func (r *replay) justBefore(e event, minted bool) *transfer {
	t := r.transfer
	if t == nil || t.tx != e.log.TxHash || t.index+1 != e.log.Index || t.minted != minted {
		return nil
	}
	return t
}

// bpt returns what addToken minted or removeToken burned: the contract does that directly before the
// event.
func (r *replay) bpt(e event) []ops.Change {
	added := e.name == "TokenAdded"
	t := r.justBefore(e, added)
	switch {
	case t == nil:
		return nil
	case added:
		return []ops.Change{{Path: "supply.minted_delta", Label: fmt.Sprintf("BPT minted to %s", t.who), After: "+" + t.amount.String()}}
	}
	return []ops.Change{{Path: "supply.burned_delta", Label: fmt.Sprintf("BPT burned of %s", t.who), After: "-" + t.amount.String()}}
}

// collected shows the owner's part of an AUM fee, and the protocol's, which is minted directly before
// the event.
func (r *replay) collected(e event) {
	owners := units.Amount{Raw: *e.fixed("bptAmount").Int(), Decimals: 18}
	protocols := units.Amount{Decimals: 18}
	changes := []ops.Change{{Path: "fees.aum_fee_collected", Label: "BPT to the owner", After: owners.String()}}
	if t := r.justBefore(e, true); t != nil {
		protocols = t.amount
		changes = append(changes, ops.Change{Path: "fees.protocol_aum_fee_collected", Label: "BPT to the protocol", After: protocols.String()})
	}
	entry := r.add(e, "aum-fee collect", Anyone, changes...)
	entry.Collected, entry.ToProtocol = owners, protocols
}
