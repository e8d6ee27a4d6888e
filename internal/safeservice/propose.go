package safeservice

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/safe"
)

// Proposal is a transaction with an owner's signature.
type Proposal struct {
	Safe        common.Address
	Transaction safe.Transaction
	Hash        common.Hash // computed by mpool
	Owner       common.Address
	Signature   []byte
	Origin      string // the program that made it
}

// Outcome says what a proposal changed.
type Outcome string

// The outcomes of a proposal.
const (
	Proposed Outcome = "proposed"  // the service did not have the transaction
	Added    Outcome = "confirmed" // the service had the transaction and now has the signature too
	There    Outcome = "there"     // the service had both
)

// HashError says that the service reports another hash for the same fields, or other fields under our
// hash. An owner who signs what it shows would sign something else.
type HashError struct {
	Service       string
	Ours, Claimed common.Hash
}

func (e *HashError) Error() string {
	return fmt.Sprintf("the transaction service %s reports the hash %s, but it is %s", e.Service, e.Claimed, e.Ours)
}

// Hint tells the user what to do.
func (e *HashError) Hint() string {
	return "do not sign what the service shows: sign the hash from mpool safe hash, and pass the signatures to mpool safe exec"
}

// Propose gives the service a signature of a transaction, and the transaction itself if the service
// does not have it. It looks first, so that it proposes nothing twice. It looks again afterwards,
// because the service must show what was proposed.
func (c *Client) Propose(ctx context.Context, version safe.Version, chainID uint64, p Proposal) (Outcome, error) {
	known, err := c.find(ctx, version, chainID, p)
	if err != nil {
		return "", err
	}
	outcome := Proposed
	switch {
	case known != nil && known.has(p):
		return There, nil
	case known != nil:
		outcome = Added
		err = c.post(ctx, "/api/v1/multisig-transactions/"+p.Hash.Hex()+"/confirmations/", map[string]any{"signature": hexutil.Encode(p.Signature)})
	default:
		err = c.post(ctx, "/api/v2/safes/"+p.Safe.Hex()+"/multisig-transactions/", p.body())
	}
	var no *Error
	if err != nil && (!errors.As(err, &no) || !no.Doubtful()) {
		return "", err
	}
	return outcome, c.arrived(ctx, version, chainID, p, err)
}

// arrived checks whether the service now has the signature, whatever it answered.
func (c *Client) arrived(ctx context.Context, version safe.Version, chainID uint64, p Proposal, answered error) error {
	known, err := c.find(ctx, version, chainID, p)
	var other *HashError
	switch {
	case errors.As(err, &other):
		return err
	case err == nil && known != nil && known.has(p):
		return nil
	case answered != nil:
		return answered
	case err != nil:
		return err
	}
	return c.fails(0, "it accepted the signature but does not show it", "run mpool safe queue before proposing it again")
}

// find looks for the transaction among those from its nonce on. An entry with our hash must hash to
// it, and an entry that hashes to it must report it; otherwise the error is a HashError.
func (c *Client) find(ctx context.Context, version safe.Version, chainID uint64, p Proposal) (*Queued, error) {
	queue, err := c.Queue(ctx, p.Safe, p.Transaction.Nonce)
	if err != nil {
		return nil, err
	}
	for _, q := range queue {
		ours := safe.NewHashes(version, chainID, p.Safe, q.Transaction).SafeTx
		same := q.Broken == "" && ours == p.Hash
		switch {
		case same && q.Claimed != p.Hash:
			return nil, &HashError{Service: c.endpoint.Shown, Ours: p.Hash, Claimed: q.Claimed}
		case !same && q.Claimed == p.Hash:
			return nil, &HashError{Service: c.endpoint.Shown, Ours: ours, Claimed: q.Claimed}
		case same:
			return &q, nil
		}
	}
	return nil, nil
}

// body is the JSON of a proposal.
func (p Proposal) body() map[string]any {
	tx := p.Transaction
	body := map[string]any{
		"safe": p.Safe.Hex(), "to": tx.To.Hex(), "value": tx.Value.Dec(), "operation": int(tx.Operation),
		"safeTxGas": tx.SafeTxGas.Dec(), "baseGas": tx.BaseGas.Dec(), "gasPrice": tx.GasPrice.Dec(),
		"gasToken": tx.GasToken.Hex(), "refundReceiver": tx.RefundReceiver.Hex(), "nonce": tx.Nonce,
		"contractTransactionHash": p.Hash.Hex(), "sender": p.Owner.Hex(), "signature": hexutil.Encode(p.Signature), "origin": p.Origin,
	}
	if len(tx.Data) > 0 {
		body["data"] = hexutil.Encode(tx.Data)
	}
	return body
}
