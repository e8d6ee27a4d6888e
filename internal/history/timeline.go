package history

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Role is whose right an action was.
type Role string

// The roles. Who sent the transaction is another thing: a Safe's owner sends for
// the Safe.
const (
	Owner        Role = "owner"
	AssetManager Role = "asset manager"
	Factory      Role = "factory"
	Governance   Role = "governance" // Balancer's, which can pause pools
	Anyone       Role = "anyone"
)

// Entry is one action on a pool.
type Entry struct {
	Time   units.Time  `json:"time"`
	Block  uint64      `json:"block"`
	Tx     common.Hash `json:"transaction"`
	Index  uint        `json:"log_index"` // of its last event
	Action string      `json:"action"`    // the command that does the same, where there is one
	Role   Role        `json:"role"`
	// Actor is the account with the right: zero where events do not tell.
	Actor common.Address `json:"actor"`
	// Changes are the values before and after. A value is empty where it did not
	// exist, or where the history does not reach back to it.
	Changes []ops.Change `json:"changes"`
	// Collected is what the owner got of an AUM fee, in BPT.
	Collected units.Amount `json:"-"`
	// ToProtocol is what the protocol got of it.
	ToProtocol units.Amount `json:"-"`
}

// Token describes a token that the events name.
type Token struct {
	Symbol   named.Symbol // hostile text: strip before printing
	Decimals uint8
	Known    bool // the decimals were read
}

// Facts are what the events do not say themselves.
type Facts struct {
	Pool, Vault, Owner common.Address
	Tokens             map[common.Address]Token
	Times              map[uint64]units.Time // of the logs' blocks
	// Before is the state before the first log; nil where the logs begin with
	// the pool, or where it is not known.
	Before *ops.Snapshot
	// Order is the pool's tokens before the first log, if Before is unknown; if the logs
	// begin with the pool, they tell it.
	Order []common.Address
}

// Mentioned lists the tokens that the logs name, for Facts.
func Mentioned(pool, balancer common.Address, logs []types.Log) ([]common.Address, error) {
	d := newDecoder(pool, balancer)
	var list []common.Address
	for _, l := range logs {
		e, err := d.decode(l)
		if err != nil {
			return nil, err
		}
		if token, one := e.args["token"].(common.Address); one {
			list = append(list, token)
		}
		if tokens, several := e.args["tokens"].([]common.Address); several {
			list = append(list, tokens...)
		}
	}
	slices.SortFunc(list, common.Address.Cmp)
	list = slices.Compact(list)
	return slices.DeleteFunc(list, func(t common.Address) bool { return t == pool }), nil
}

// Timeline replays the logs, which have to be in their order. Beside the entries
// it gives the values to which the events lead, by the paths of ops.Field.
func Timeline(logs []types.Log, f Facts) ([]Entry, map[string]string, error) {
	r := newReplay(f)
	d := newDecoder(f.Pool, f.Vault)
	for _, l := range logs {
		e, err := d.decode(l)
		if err != nil {
			return nil, nil, err
		}
		if err := r.apply(e); err != nil {
			return nil, nil, err
		}
	}
	return r.entries, r.final(), nil
}

// Astray lists the fields in which the events lead to other values than the pool's: then
// events are missing, or were never there.
func Astray(led map[string]string, now *ops.Snapshot) []ops.Change {
	var changes []ops.Change
	for _, field := range now.Fields() {
		value, told := led[field.Path]
		if field.Path == "fees.aum_fee" && now.Pool.RecoveryMode {
			continue // the pool answers 0 while it lasts
		}
		if told && value != field.Value {
			changes = append(changes, ops.Change{Path: field.Path, Label: field.Label, Before: value, After: field.Value})
		}
	}
	return changes
}
