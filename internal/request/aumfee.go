package request

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/batch"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/units"
)

func aumFeeGroup() Help {
	return Help{
		Name: "aum-fee", Short: "Show, change or collect the yearly AUM fee", Chapter: AsOwner,
		Long: `The AUM fee is a yearly share of the pool. It accrues each second and is paid in BPT when
someone collects it: part of it to the protocol, the rest to the owner. Joins, exits and
changes of the fee collect it too.`,
		Example: "  mpool aum-fee show fund --at +30d\n  mpool aum-fee set fund 2%\n  mpool aum-fee collect fund",
	}
}

// aumFeeSet is a request to set the yearly AUM fee.
type aumFeeSet struct {
	oneWord
	fee units.Fixed // set by check
}

func aboutAumFeeSet() entry {
	return entry{
		name: "aum-fee set", short: "Change the yearly AUM fee",
		asks: func() asked { return &aumFeeSet{} },
		long: `set changes the AUM fee, up to 95% a year. The pool first collects the fee due at the old
rate. Nothing is sent unless --broadcast is given.`,
		example: `  mpool aum-fee set 0x… 2%
  mpool aum-fee set fund 0% --out plan.json
  mpool aum-fee set 2% --broadcast --account owner`,
	}
}

func (o *aumFeeSet) fields() []Field {
	return []Field{o.field("fee", "the fee: 0.3%").in(batch.Percent)}
}

func (o *aumFeeSet) check(context.Context, Source) (err error) {
	if !o.word.given {
		return nil // check has reported the error
	}
	if o.fee, err = units.ParsePercent(o.word.words); err != nil {
		return failure.Usage("%s", err)
	}
	return nil
}

func (o *aumFeeSet) build(context.Context, *Target) (ops.Operation, error) {
	return ops.SetAumFee{Fee: o.fee}, nil
}

// aumFeeCollect is a request to collect the AUM fee that is due.
type aumFeeCollect struct{ poolAlone }

func aboutAumFeeCollect() entry {
	return entry{
		name: "aum-fee collect", short: "Collect the AUM fee due",
		asks: func() asked { return &aumFeeCollect{} },
		long: `collect mints the BPT that are due, to the owner and the protocol. Anyone can send it:
--from sets the sender (default the owner). Nothing is sent unless --broadcast is given.`,
		example: `  mpool aum-fee collect 0x…
  mpool aum-fee collect fund --from 0x… --broadcast --account keeper
  mpool aum-fee collect --broadcast --account owner`,
	}
}

// build uses the pool's owner as the sender if none is named: anyone may collect.
func (aumFeeCollect) build(_ context.Context, on *Target) (ops.Operation, error) {
	return ops.CollectAumFees{From: on.anyone()}, nil
}

// anyone returns the sender of a call that anyone may make: the named one, otherwise the owner.
func (t *Target) anyone() common.Address {
	if t.From != (common.Address{}) {
		return t.From
	}
	return t.Before.Pool.Owner
}

// aumFeeShare is a request to update the pool's copy of the protocol's share of AUM fees.
type aumFeeShare struct{ poolAlone }

func aboutAumFeeShare() entry {
	return entry{
		name: "aum-fee update-share", short: "Take over the protocol's current share of the AUM fee",
		asks: func() asked { return &aumFeeShare{} },
		long: `update-share has the pool read Balancer's current protocol share of AUM fees, which it keeps
a copy of. The pool first collects the fee due by the old share. Anyone can send it: --from
sets the sender (default the owner). Nothing is sent unless --broadcast is given.`,
		example: `  mpool aum-fee update-share 0x…
  mpool aum-fee update-share 0x… --out share.json
  mpool aum-fee update-share --broadcast --account owner`,
	}
}

func (aumFeeShare) build(ctx context.Context, on *Target) (ops.Operation, error) {
	share, err := on.Node.ProtocolShare(ctx)
	return ops.UpdateProtocolShare{From: on.anyone(), Share: share}, err
}
