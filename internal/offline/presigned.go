package offline

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/execution"
	"mpool/internal/failure"
	"mpool/internal/keyring"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/signer"
	"mpool/internal/units"
)

// presigned returns transactions that one account signed earlier. It is a signer, so that they pass the
// same checks as those signed now.
type presigned struct {
	account common.Address
	byNonce map[uint64]*types.Transaction
}

// Address returns the account that has signed.
func (p *presigned) Address() common.Address { return p.account }

// SignTx finds the transaction by its nonce. The caller must check that it is the requested one, as
// with any signer.
func (p *presigned) SignTx(_ context.Context, tx *types.Transaction, _ *big.Int) (*types.Transaction, error) {
	signed := p.byNonce[tx.Nonce()]
	if signed == nil {
		return nil, fmt.Errorf("no signed transaction of %s with nonce %d", p.account, tx.Nonce())
	}
	return signed, nil
}

// MergeSigned combines files in which several people have signed one plan.
func MergeSigned(ctx context.Context, paths []string) (*File, *ops.Plan, error) {
	file, plan, err := readSigned(ctx, paths[0])
	if err != nil {
		return nil, nil, err
	}
	for _, path := range paths[1:] {
		more, _, err := readSigned(ctx, path)
		if err != nil {
			return nil, nil, err
		}
		if more.PlanDigest != file.PlanDigest {
			return nil, nil, failure.Usage("%s and %s belong to different plans", paths[0], path)
		}
		for _, signed := range more.Transactions {
			if file.Find(signed.Call) != nil {
				return nil, nil, failure.Usage("%s and %s both contain call %d", paths[0], path, signed.Call+1)
			}
		}
		file.Transactions = append(file.Transactions, more.Transactions...)
	}
	return file, plan, nil
}

// TakeSigned sets the gas offer and the signers from the signed transactions. If calls are held back,
// the plan is sent only in part.
func TakeSigned(f *execution.Options, file *File, held int) error {
	f.Manager.Partial = f.Manager.Partial || held > 0
	f.Ready = &keyring.Ring{ByAddress: map[common.Address]signer.Signer{}, Held: held}
	for i, signed := range file.Transactions {
		tx, err := signed.transaction()
		if err != nil {
			return failure.Usage("%s", err).Because(err)
		}
		offer, err := offerOf(tx)
		if err != nil {
			return err
		}
		if i > 0 && offer != f.Offer {
			return failure.Usage("the signed transactions have different gas settings").WithHint("sign all calls with the same --gas-price, --priority-gas-price and --gas-limit")
		}
		f.Offer = offer
		before, _ := f.Ready.ByAddress[signed.From].(*presigned)
		if before == nil {
			before = &presigned{signed.From, map[uint64]*types.Transaction{}}
			f.Ready.ByAddress[signed.From] = before
		}
		before.byNonce[tx.Nonce()] = tx
	}
	return nil
}

// offerOf returns the gas offer of a transaction, as flags would set it.
func offerOf(tx *types.Transaction) (planner.Offer, error) {
	feeCap, over := uint256.FromBig(tx.GasFeeCap())
	tip, overTip := uint256.FromBig(tx.GasTipCap())
	if over || overTip || tx.Type() != types.LegacyTxType && tx.Type() != types.DynamicFeeTxType {
		return planner.Offer{}, failure.Usage("%s is not a transaction type that mpool signs", tx.Hash())
	}
	offer := planner.Offer{GasLimit: tx.Gas(), GasPrice: planner.Price{Given: true, Value: units.Wei(*feeCap)}}
	if offer.Legacy = tx.Type() == types.LegacyTxType; !offer.Legacy {
		offer.Tip = planner.Price{Given: true, Value: units.Wei(*tip)}
	}
	return offer, nil
}

// StillSendable checks, before anything is recorded, that the next nonces are the signed ones, and that
// the offer still covers the gas price.
func (d *Desk) StillSendable(ctx context.Context, client *chain.Client, file *File, plan *ops.Plan, fresh *planner.Proposal) error {
	done := len(plan.Calls) - len(fresh.Plan.Calls)
	seen := map[common.Address]bool{}
	for i := done; i < len(plan.Calls); i++ {
		signed := file.Find(i)
		if signed == nil || seen[signed.From] {
			continue
		}
		seen[signed.From] = true
		account, err := client.AccountAt(ctx, signed.From, chain.AtHash(fresh.Before.Block.Hash))
		if err != nil {
			return err
		}
		if account.Nonce != signed.Nonce {
			return failure.New(failure.Refused, "nonce", "call %d is signed for nonce %d of %s, but the next nonce is %d", i+1, signed.Nonce, signed.From, account.Nonce).
				WithHint("sign the plan again with --nonce %d", account.Nonce)
		}
	}
	return d.stillPays(ctx, client, fresh)
}

func (d *Desk) stillPays(ctx context.Context, client *chain.Client, fresh *planner.Proposal) error {
	header, err := client.Header(ctx, chain.Latest())
	if err != nil || fresh.View.Cost == nil || header.BaseFee == nil {
		return err
	}
	if offered := fresh.View.Cost.FeeCap; offered.Int().Lt(header.BaseFee) {
		return failure.New(failure.Refused, "underpriced", "the gas price is %s gwei, but the signed max fee is %s gwei", units.Wei(*header.BaseFee).Gwei(), offered.Gwei()).
			WithHint("wait for a lower gas price, or sign the plan again")
	}
	return nil
}
