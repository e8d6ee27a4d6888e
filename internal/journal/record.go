// Package journal is the append-only record of what was signed and sent. One
// file holds one operation, one JSON line each step of it, and each line is on
// the disk before the next thing happens. It knows nothing of pools.
package journal

import (
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
)

// schema is the version of the lines; a reader refuses all others.
const schema = 1

// record is one line. Exactly one of the pointers is set.
type record struct {
	Schema int       `json:"schema"`
	Time   time.Time `json:"time"`
	// Call counts an operation's transactions from 0.
	Call int `json:"call"`

	Intent    *Intent    `json:"intent,omitempty"`
	Signed    *Signed    `json:"signed,omitempty"`
	Broadcast *Broadcast `json:"broadcast,omitempty"`
	Mined     *Mined     `json:"mined,omitempty"`
	Verified  *Verified  `json:"verified,omitempty"`
	Error     *Error     `json:"error,omitempty"`
}

// Intent is what is going to be signed.
type Intent struct {
	Plan     common.Hash    `json:"plan"` // digest of the plan
	Step     int            `json:"step"` // which of the plan's calls, from 0
	ChainID  uint64         `json:"chain_id"`
	From     common.Address `json:"from"`
	Nonce    uint64         `json:"nonce"`
	To       common.Address `json:"to"`
	DataHash common.Hash    `json:"data_hash"`
	Value    *hexutil.Big   `json:"value"` // wei
}

// matches checks that the signed bytes are what was intended.
func (i Intent) matches(s Signed) error {
	var tx types.Transaction
	if err := tx.UnmarshalBinary(s.Raw); err != nil {
		return fmt.Errorf("the signed bytes are no transaction: %w", err)
	}
	same := tx.Hash() == s.Hash &&
		tx.To() != nil && *tx.To() == i.To &&
		tx.Nonce() == i.Nonce &&
		tx.ChainId().IsUint64() && tx.ChainId().Uint64() == i.ChainID &&
		tx.Value().Cmp(i.Value.ToInt()) == 0 &&
		crypto.Keccak256Hash(tx.Data()) == i.DataHash
	if !same {
		return errors.New("the signed transaction is not the intended one")
	}
	return nil
}

// Signed are the bytes that may be sent, now or by a later run.
type Signed struct {
	Raw  hexutil.Bytes `json:"raw"`
	Hash common.Hash   `json:"hash"`
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
}

// Verified says whether the state after is the one that was predicted.
type Verified struct {
	OK          bool     `json:"ok"`
	Differences []string `json:"differences"`
}

// Error is what ended the run, or a try that is followed by another.
type Error struct {
	Message string `json:"message"` // without secrets: the caller has redacted it
}
