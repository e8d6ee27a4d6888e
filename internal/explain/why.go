package explain

import (
	"context"
	"fmt"
	"slices"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// Why finds out why a mined transaction reverted. A receipt does not show it, so the transaction is
// called again, and the result is marked as inferred.
func (x *Explainer) Why(ctx context.Context, v *Transaction) error {
	replay, err := x.Client.Transactions.Replay(ctx, x.Tx)
	switch {
	case isPruned(err):
		v.Inferred = "the node no longer has the state to call it again: use an archive node to find the reason"
		return nil
	case err != nil && isAnswer(err):
		v.Inferred = text.Clean("unknown: "+err.Error(), text.LineWidth)
		if x.Tx.Mined.GasUsed >= x.Tx.Gas {
			v.Inferred, v.Revert = "inferred: all of its gas was used", outOfGas()
		}
		return nil
	case err != nil:
		return err
	case replay.Revert == nil:
		v.Inferred = replay.How + ", it does not revert"
		v.Revert = x.withoutRevert()
		return nil
	}
	v.Inferred = "inferred: " + replay.How
	v.Revert = NewRevert(replay.Revert)
	if read, err := ReadRevert(x.Decoder, replay.Revert.Data); err == nil {
		v.Revert = read
	}
	if replay.Starved {
		v.Inferred += ", where it does not revert with more gas"
		v.Revert = outOfGas()
	}
	x.refine(v.Revert)
	return nil
}

// withoutRevert is the explanation if the repeated call does not revert.
func (x *Explainer) withoutRevert() *Revert {
	if x.Tx.Mined.GasUsed >= x.Tx.Gas {
		return outOfGas()
	}
	return &Revert{Meaning: "the cause was an earlier transaction in its block, or too little gas for an inner call",
		Remedy: "plan it again and check the simulation"}
}

func outOfGas() *Revert {
	return &Revert{Name: "OUT_OF_GAS", Meaning: "it ran out of gas: all of it was used, or an inner call had too little", Remedy: "use a higher --gas-limit, or omit it"}
}

// refine adds what this pool and this call show.
func (x *Explainer) refine(r *Revert) {
	switch {
	case x.pool == nil || x.Tx.To == nil:
	case r.Code == "" && len(r.Data) == 0 && x.missing():
		r.Meaning = fmt.Sprintf("the pool is v%d, which has no such function", x.pool.Pool.Generation)
		r.Remedy = "check the calldata and the address"
	case r.Code == "BAL#401" && x.pool.Pool.OwnerKind != ops.OwnerDelegate && x.Tx.From != x.pool.Pool.Owner:
		r.Remedy = fmt.Sprintf("send it from the pool's owner, %s; it was sent from %s", x.pool.Pool.Owner, x.Tx.From)
	}
}

// missing reports whether the pool's version does not have the called function.
func (x *Explainer) missing() bool {
	if *x.Tx.To != x.pool.Pool.Address {
		return false
	}
	if x.call == nil {
		return x.unknown
	}
	generation := decode.ManagedPool
	if x.pool.Pool.Generation == ops.V1 {
		generation = decode.ManagedPoolV1
	}
	return !slices.Contains(x.call.Contracts, generation)
}

// newExplainedTx returns the view of what the node knows about a transaction.
func newExplainedTx(tx *chain.Transaction) *Transaction {
	v := &Transaction{Hash: tx.Hash, ChainID: tx.ChainID, Status: "waiting", From: Named{Address: tx.From},
		Value: tx.Value, Nonce: tx.Nonce, GasLimit: tx.Gas, Data: tx.Data}
	if tx.To != nil {
		v.To = &Named{Address: *tx.To}
	}
	if tx.Mined == nil {
		return v
	}
	v.Status = "reverted"
	if tx.Mined.Success {
		v.Status = "success"
	}
	v.Block = &minedView{tx.Mined.BlockNumber, tx.Mined.BlockHash, tx.Mined.Time, tx.Mined.GasUsed, tx.Mined.Paid()}
	v.Events = []eventView{}
	return v
}
