// Package journal is the append-only record of what was signed and sent. One file holds one
// operation and one JSON line for each step. Each line is on the disk before the next step. The
// package knows nothing about pools.
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

// schema is the version of the line format. A reader refuses all other versions.
const schema = 2

// record is the content of a line. Exactly one of the pointers is set.
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

// count returns how many of the pointers are set.
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
	Plan      common.Hash     `json:"plan"` // the plan's digest
	Operation string          `json:"operation"`
	Subject   common.Address  `json:"subject"` // the pool that the plan changes
	ChainID   uint64          `json:"chain_id"`
	Calls     int             `json:"calls"`    // number of calls in the whole plan
	Document  json.RawMessage `json:"document"` // the plan itself
	// Confirmations is how many confirmations the user asked for; a later run waits for at least as
	// many.
	Confirmations uint64 `json:"confirmations,omitempty"`
}

// Intent is the transaction that will be signed.
type Intent struct {
	Plan     common.Hash    `json:"plan"` // the plan's digest
	Step     int            `json:"step"` // index of the call in the plan, from 0
	ChainID  uint64         `json:"chain_id"`
	From     common.Address `json:"from"`
	Nonce    uint64         `json:"nonce"`
	To       common.Address `json:"to"`
	DataHash common.Hash    `json:"data_hash"`
	Value    *hexutil.Big   `json:"value"` // wei
	// Delegated says that others, such as the node, sign and send in one step. From this record on
	// the transaction may be pending, whatever is recorded later.
	Delegated bool `json:"delegated"`
	// Overrides are the limits that the sender overrode.
	Overrides []Override `json:"overrides,omitempty"`
}

// Override is a limit that refused the plan, and the reason for overriding it.
type Override struct {
	Policy string `json:"policy"`
	Reason string `json:"reason"` // one line, cleaned by the caller
}

// matches checks that the signed bytes are the intended transaction, or cancel it: then they send
// nothing from the account to itself.
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

// Signed holds bytes that may be sent, by this run or a later one.
type Signed struct {
	Raw  hexutil.Bytes `json:"raw"`
	Hash common.Hash   `json:"hash"`
	// Cancels says that the transaction uses the nonce and does nothing else.
	Cancels bool `json:"cancels,omitempty"`
	// Private says that the bytes go to a private endpoint, which does not show what it does with
	// them. They may be mined as long as the nonce is free.
	Private bool `json:"private,omitempty"`
}

// Broadcast says that a node accepted the transaction.
type Broadcast struct {
	Hash common.Hash `json:"hash"`
	// Gone is the block that it was mined in, if that is no longer part of the chain.
	Gone *common.Hash `json:"gone_block,omitempty"`
}

// Mined holds the receipt.
type Mined struct {
	Hash        common.Hash `json:"hash"`
	BlockHash   common.Hash `json:"block_hash"`
	BlockNumber uint64      `json:"block_number"`
	Success     bool        `json:"success"` // false: mined and reverted
	GasUsed     uint64      `json:"gas_used"`
	// GasPrice is the price paid per unit of gas, in wei. Time is the block's time, in unix
	// seconds. Records of earlier versions have neither.
	GasPrice *hexutil.Big `json:"gas_price,omitempty"`
	Time     uint64       `json:"time,omitempty"`
	// DataFee is the fee for data in wei, on chains that charge one in addition to gas.
	DataFee *hexutil.Big `json:"data_fee,omitempty"`
}

// Verified says whether the state afterwards matches the prediction.
type Verified struct {
	OK          bool     `json:"ok"`
	Differences []string `json:"differences"`
}

// Ended says that the transaction will never be mined.
type Ended struct {
	State State  `json:"state"` // Replaced, NotSent or GivenUp
	Why   string `json:"why"`
}

// Closed says that the rest of the operation will not be sent.
type Closed struct {
	Why string `json:"why"`
}

// Error is an error that ended the run, or that another try follows.
type Error struct {
	Message string `json:"message"` // the caller has removed secrets
	// Refused is the hash of the attempt that the nodes refused and do not have; nil for other
	// errors.
	Refused *common.Hash `json:"refused,omitempty"`
}
