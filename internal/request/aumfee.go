package request

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/batch"
	"mpool/internal/failure"
	"mpool/internal/ops"
)

// aumFeeSet asks for another yearly fee.
type aumFeeSet struct {
	oneWord
	fee ops.Fixed // once it was checked
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

// build takes the pool's owner for who sends it, where nobody is named.
func (aumFeeCollect) build(_ context.Context, on *Target) (ops.Operation, error) {
	from := on.From
	if from == (common.Address{}) {
		from = on.Before.Pool.Owner
	}
	return ops.CollectAumFees{From: from}, nil
}
