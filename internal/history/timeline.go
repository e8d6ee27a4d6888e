package history

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Role is the role that allows an action.
type Role string

// The roles. The sender may be another account: an owner of a Safe sends for the Safe.
const (
	Owner        Role = "owner"
	AssetManager Role = "asset manager"
	Factory      Role = "factory"
	Governance   Role = "governance" // Balancer's governance, which can pause pools
	Anyone       Role = "anyone"
)

// Entry is one action on a pool.
type Entry struct {
	Time   units.Time  `json:"time"`
	Block  uint64      `json:"block"`
	Tx     common.Hash `json:"transaction"`
	Index  uint        `json:"log_index"` // index of its last event
	Action string      `json:"action"`    // the command that does the same, if there is one
	Role   Role        `json:"role"`
	// Actor is the account with the role; zero if the events do not show it.
	Actor common.Address `json:"actor"`
	// Changes are the values before and after. A value is empty if it did not exist, or if it is older
	// than the history.
	Changes []ops.Change `json:"changes"`
	// Collected is the owner's part of an AUM fee, in BPT.
	Collected units.Amount `json:"-"`
	// ToProtocol is the protocol's part of it.
	ToProtocol units.Amount `json:"-"`
}

// Token describes a token in the events.
type Token struct {
	Symbol   named.Symbol // hostile text: clean it before printing
	Decimals uint8
	Known    bool // the decimals were read
}

// Facts are values that the events do not contain.
type Facts struct {
	Pool, Vault, Owner common.Address
	Tokens             map[common.Address]Token
	Times              map[uint64]units.Time // times of the logs' blocks
	// Before is the state before the first log; nil if the logs begin with the pool's creation, or if
	// it is unknown.
	Before *ops.Snapshot
	// Order is the pool's tokens before the first log, if Before is unknown. If the logs begin with the
	// pool's creation, they contain it.
	Order []common.Address
}

// Mentioned lists the tokens in the logs, for Facts.
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

// Timeline replays the logs, which must be in order. It returns the entries, and the final values by
// the paths of ops.Field.
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

// Astray lists the fields in which the final values differ from the pool's: then events are missing or
// false.
func Astray(led map[string]string, now *ops.Snapshot) []ops.Change {
	var changes []ops.Change
	for _, field := range now.Fields() {
		value, told := led[field.Path]
		if field.Path == "fees.aum_fee" && now.Pool.RecoveryMode {
			continue // the pool returns 0 while in recovery mode
		}
		if told && value != field.Value {
			changes = append(changes, ops.Change{Path: field.Path, Label: field.Label, Before: value, After: field.Value})
		}
	}
	return changes
}
