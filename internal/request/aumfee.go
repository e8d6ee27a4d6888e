package request

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/batch"
	"mpool/internal/failure"
	"mpool/internal/ops"
)

func aumFeeGroup() Help {
	return Help{
		Name: "aum-fee", Short: "Show, change or collect the yearly fee on what the pool manages", Chapter: AsOwner,
		Long: `The AUM fee is a share of the pool a year, which grows each second and is paid in the
pool's own token when somebody collects it: a part to the protocol, the rest to the
owner. Joins, exits and changes of the fee collect it too.`,
		Example: "  mpool aum-fee show fund --at +30d\n  mpool aum-fee set fund 2%\n  mpool aum-fee collect fund",
	}
}

// aumFeeSet asks for another yearly fee.
type aumFeeSet struct {
	oneWord
	fee ops.Fixed // once it was checked
}

func aboutAumFeeSet() entry {
	return entry{
		name: "aum-fee set", short: "Change the yearly fee",
		asks: func() asked { return &aumFeeSet{} },
		long: `set changes the AUM fee, up to 95% a year. What is due by the old fee is collected
first, by the pool itself. Nothing is sent unless --broadcast is given.`,
		example: `  mpool aum-fee set 0x… 2%
  mpool aum-fee set fund 0% --out plan.json
  mpool aum-fee set 2% --broadcast --account owner`,
	}
}

func (o *aumFeeSet) fields() []Field {
	return []Field{o.field("fee", "the fee: 0.3%").in(batch.Percent)}
}

func (o *aumFeeSet) check(context.Context, Source) (err error) {
	if o.fee, err = ops.ParsePercent(o.word.words); err != nil {
		return failure.Usage("%s", err)
	}
	return nil
}

func (o *aumFeeSet) build(context.Context, *Target) (ops.Operation, error) {
	return ops.SetAumFee{Fee: o.fee}, nil
}

// aumFeeCollect asks for what is due to be paid.
type aumFeeCollect struct{ poolAlone }

func aboutAumFeeCollect() entry {
	return entry{
		name: "aum-fee collect", short: "Collect what is due",
		asks: func() asked { return &aumFeeCollect{} },
		long: `collect has the pool mint what is due: the owner and the protocol are paid, whoever
sends it. Anyone may: --from says who, the owner unless it is given. Nothing is sent
unless --broadcast is given.`,
		example: `  mpool aum-fee collect 0x…
  mpool aum-fee collect fund --from 0x… --broadcast --account keeper
  mpool aum-fee collect --broadcast --account owner`,
	}
}

// build takes the pool's owner for who sends it, where nobody is named.
func (aumFeeCollect) build(_ context.Context, on *Target) (ops.Operation, error) {
	from := on.From
	if from == (common.Address{}) {
		from = on.Before.Pool.Owner
	}
	return ops.CollectAumFees{From: from}, nil
}
