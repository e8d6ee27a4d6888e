// Package journal is the append-only record of what was signed and sent. One
// file holds one operation, one JSON line each step of it, and each line is on
// the disk before the next thing happens. It knows nothing of pools.
package journal

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
)

// schema is the version of the lines; a reader refuses all others.
const schema = 2

// record is what a line says. Exactly one of the pointers is set.
type record struct {
	Time time.Time `json:"time"`
	// Call counts an operation's transactions from 0.
	Call int `json:"call"`

	Begin     *Begin     `json:"begin,omitempty"`
	Intent    *Intent    `json:"intent,omitempty"`
	Signed    *Signed    `json:"signed,omitempty"`
	Broadcast *Broadcast `json:"broadcast,omitempty"`
	Mined     *Mined     `json:"mined,omitempty"`
	Verified  *Verified  `json:"verified,omitempty"`
	Ended     *Ended     `json:"ended,omitempty"`
	Error     *Error     `json:"error,omitempty"`
	Closed    *Closed    `json:"closed,omitempty"`
}

// count is how many of the pointers are set.
func (r record) count() int {
	n := 0
	for _, there := range []bool{r.Begin != nil, r.Intent != nil, r.Signed != nil, r.Broadcast != nil, r.Mined != nil, r.Verified != nil, r.Ended != nil, r.Error != nil, r.Closed != nil} {
		if there {
			n++
		}
	}
	return n
}

// Begin describes the whole operation, so that a later run can finish it.
type Begin struct {
	Plan      common.Hash     `json:"plan"` // its digest
	Operation string          `json:"operation"`
	Subject   common.Address  `json:"subject"` // the pool that is changed
	ChainID   uint64          `json:"chain_id"`
	Calls     int             `json:"calls"`    // of the whole plan
	Document  json.RawMessage `json:"document"` // the plan itself
	// Confirmations are how many were asked for: a later run waits for no fewer.
	Confirmations uint64 `json:"confirmations,omitempty"`
}

// Intent is what is going to be signed.
type Intent struct {
	Plan     common.Hash    `json:"plan"` // digest of the plan
	Step     int            `json:"step"` // the place of the call in the plan, from 0
	ChainID  uint64         `json:"chain_id"`
	From     common.Address `json:"from"`
	Nonce    uint64         `json:"nonce"`
	To       common.Address `json:"to"`
	DataHash common.Hash    `json:"data_hash"`
	Value    *hexutil.Big   `json:"value"` // wei
	// Delegated says that others sign and send at once, such as the node: from here on the
	// transaction may be pending, whatever is recorded later.
	Delegated bool `json:"delegated"`
	// Overrides are the limits that the sender went beyond.
	Overrides []Override `json:"overrides,omitempty"`
}

// Override is a limit that refused, and why it was overridden.
type Override struct {
	Policy string `json:"policy"`
	Reason string `json:"reason"` // a line, which the caller has cleaned
}

// matches checks that the signed bytes are what was intended, or cancel it: a
// transaction to oneself, of nothing.
func (i Intent) matches(s Signed) error {
	var tx types.Transaction
	if err := tx.UnmarshalBinary(s.Raw); err != nil {
		return errors.New("the signed bytes are not a valid transaction")
	}
	to, data := i.To, i.DataHash
	value := i.Value.ToInt()
	if s.Cancels {
		to, data, value = i.From, crypto.Keccak256Hash(nil), common.Big0
	}
	same := tx.Hash() == s.Hash &&
		tx.To() != nil && *tx.To() == to &&
		tx.Nonce() == i.Nonce &&
		tx.ChainId().IsUint64() && tx.ChainId().Uint64() == i.ChainID &&
		tx.Value().Cmp(value) == 0 &&
		crypto.Keccak256Hash(tx.Data()) == data
	if !same {
		return errors.New("the signed transaction differs from the intended one")
	}
	from, err := types.Sender(types.LatestSignerForChainID(tx.ChainId()), &tx)
	if err != nil || from != i.From {
		return fmt.Errorf("the signed transaction is not signed by %s", i.From)
	}
	return nil
}

// Signed are the bytes that may be sent, now or by a later run.
type Signed struct {
	Raw  hexutil.Bytes `json:"raw"`
	Hash common.Hash   `json:"hash"`
	// Cancels says that it takes the nonce and does nothing else.
	Cancels bool `json:"cancels,omitempty"`
	// Private says that it was sent to a private endpoint. Nobody can tell what that does
	// with it: it may be mined as long as its nonce is free.
	Private bool `json:"private,omitempty"`
}

// Broadcast says that a node took the transaction.
type Broadcast struct {
	Hash common.Hash `json:"hash"`
}

// Mined is the receipt.
type Mined struct {
	Hash        common.Hash `json:"hash"`
	BlockHash   common.Hash `json:"block_hash"`
	BlockNumber uint64      `json:"block_number"`
	Success     bool        `json:"success"` // false: mined and reverted
	GasUsed     uint64      `json:"gas_used"`
	// GasPrice is what was paid for one unit of gas, in wei, and Time the block's, in
	// unix seconds. Records of earlier versions have neither.
	GasPrice *hexutil.Big `json:"gas_price,omitempty"`
	Time     uint64       `json:"time,omitempty"`
	// DataFee was paid beside the gas, in wei, on chains that charge for data.
	DataFee *hexutil.Big `json:"data_fee,omitempty"`
}

// Verified says whether the state afterwards matches the prediction.
type Verified struct {
	OK          bool     `json:"ok"`
	Differences []string `json:"differences"`
}

// Ended says that the transaction will never be mined.
type Ended struct {
	State State  `json:"state"` // Replaced or NotSent
	Why   string `json:"why"`
}

// Closed says that the rest of the operation will not be sent.
type Closed struct {
	Why string `json:"why"`
}

// Error is what ended the run, or a try that is followed by another.
type Error struct {
	Message string `json:"message"` // without secrets: the caller has redacted it
	// Refused is the attempt that the nodes refused and do not have; nil if the error is
	// another one.
	Refused *common.Hash `json:"refused,omitempty"`
}
