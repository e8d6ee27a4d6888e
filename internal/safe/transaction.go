// Package safe models what the owners of a Safe multisig sign: transactions and their hashes, several
// calls packed into one transaction, and the batch files of the Transaction Builder. It is pure:
// package chain reads the state of a Safe.
package safe

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
)

// Operation says how a Safe makes a call.
type Operation uint8

// A delegate call runs the code of another contract as the Safe itself and can change the Safe's
// owners. mpool delegates only to MultiSendCallOnly.
const (
	OperationCall         Operation = 0
	OperationDelegateCall Operation = 1
)

func (o Operation) String() string {
	switch o {
	case OperationCall:
		return "call"
	case OperationDelegateCall:
		return "delegate call"
	}
	return fmt.Sprintf("operation %d", uint8(o))
}

// Transaction is what the owners of a Safe sign: the fields of the contract's SafeTx. With zero gas
// fields the executor pays, and the transaction reverts as a whole if the call fails.
type Transaction struct {
	To             common.Address
	Value          uint256.Int // wei
	Data           []byte
	Operation      Operation
	SafeTxGas      uint256.Int
	BaseGas        uint256.Int
	GasPrice       uint256.Int // wei, or units of GasToken
	GasToken       common.Address
	RefundReceiver common.Address
	Nonce          uint64 // the Safe's nonce, not the executor's
}

// Plain says that all gas fields are zero, as in every transaction that mpool makes: the Safe refunds
// nobody for the execution, and a failed call reverts the transaction as a whole.
func (t Transaction) Plain() bool {
	return t.SafeTxGas.IsZero() && t.BaseGas.IsZero() && t.GasPrice.IsZero() && t.GasToken == (common.Address{}) && t.RefundReceiver == (common.Address{})
}

// Call is one call that a Safe makes, alone or with others.
type Call struct {
	To    common.Address
	Value uint256.Int // wei
	Data  []byte
	// Operation is OperationCall in every call that mpool makes. A batch from elsewhere can have
	// another one.
	Operation Operation
}

// NewTransaction packs calls into one transaction: one call as it is, several calls as a MultiSend. A
// MultiSend makes all calls or none.
func NewTransaction(calls []Call, multiSend common.Address, nonce uint64) (Transaction, error) {
	switch len(calls) {
	case 0:
		return Transaction{}, fmt.Errorf("no calls")
	case 1:
		c := calls[0]
		return Transaction{To: c.To, Value: c.Value, Data: c.Data, Operation: c.Operation, Nonce: nonce}, nil
	}
	if multiSend == (common.Address{}) {
		return Transaction{}, fmt.Errorf("%d calls need a MultiSendCallOnly contract, but none is known for this Safe", len(calls))
	}
	data, err := PackMultiSend(calls)
	if err != nil {
		return Transaction{}, err
	}
	return Transaction{To: multiSend, Data: data, Operation: OperationDelegateCall, Nonce: nonce}, nil
}
