package main

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/planview"
	"mpool/internal/safe/signing"
)

// doneBefore ends the execution of a transaction that was already executed. That is not an error; the
// view names the transaction if it is found. Other errors are returned unchanged.
func (a *app) doneBefore(ctx context.Context, args []string, executor common.Address, flags *safeExecFlags, err error) error {
	var f *failure.Failure
	if !errors.As(err, &f) || f.Code != "nothing" || flags.queued.Given {
		return err
	}
	v, is := f.Result.(*planview.View)
	if !is {
		return err
	}
	plan, client, dialled := a.nodes.DialPlan(ctx, args[0])
	if dialled != nil {
		return err
	}
	defer client.Close()
	if flags.broadcast { // mined, but not finished in the record
		if err := a.engine.ClearWay(ctx, plan.Predicted.ChainID, executor, flags.sending.Timeout); err != nil {
			return err
		}
	}
	for _, word := range args[1:] {
		if file := signing.SignatureIn(word); file != nil && file.ChainID == plan.Predicted.ChainID {
			v.ExecutedIn = signing.ExecutedIn(ctx, client, file, plan.Base.Number)
			break
		}
	}
	return a.show(v)
}
