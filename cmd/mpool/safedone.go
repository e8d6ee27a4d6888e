package main

import (
	"bytes"
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/offline"
	"mpool/internal/planner"
	"mpool/internal/safe"
)

// doneBefore ends an execution of what is done already: that is no error, and the
// transaction that did it is named where it can be found. Other errors stay.
func (a *app) doneBefore(ctx context.Context, args []string, executor common.Address, flags *safeExecFlags, err error) error {
	var f *failure.Failure
	if !errors.As(err, &f) || f.Code != "nothing" || flags.queued.Given {
		return err
	}
	v, is := f.Result.(*planner.View)
	if !is {
		return err
	}
	plan, client, dialled := a.nodes.DialPlan(ctx, args[0])
	if dialled != nil {
		return err
	}
	defer client.Close()
	if flags.broadcast { // mined, and not accounted for
		if err := a.engine.RefuseInFlight(plan.Predicted.ChainID, []common.Address{executor}); err != nil {
			return err
		}
	}
	for _, word := range args[1:] {
		if file := signatureIn(word); file != nil && file.ChainID == plan.Predicted.ChainID {
			v.ExecutedIn = executedIn(ctx, client, file, plan.Base.Number)
			break
		}
	}
	return a.show(v)
}

// signatureIn is the signature file of this name; nil where there is none.
func signatureIn(path string) *safe.SignatureFile {
	text, err := files.Read(nil, path, offline.LongestFile)
	if err != nil {
		return nil
	}
	file, err := safe.ReadSignature(bytes.NewReader(text))
	if err != nil {
		return nil
	}
	return file
}

// executedIn finds the transaction in which a Safe has executed what was signed,
// since a block; nil where it has not, or the node does not tell.
func executedIn(ctx context.Context, client *chain.Client, file *safe.SignatureFile, since uint64) *common.Hash {
	race, err := client.SafeRaceOf(ctx, file.Safe, file.Nonce(), file.Hashes.SafeTx, since)
	if err != nil || race.By == (common.Hash{}) || race.Failed {
		return nil
	}
	return &race.By
}

// recentBlocks is how far back is looked for what was executed, where no plan says
// since when: a week of blocks.
const recentBlocks = 50_400

// usedUp says of a batch that it was executed, before it is looked at again: what it
// did may be what now speaks against it.
func (a *app) usedUp(ctx context.Context, job *safeJob, words []string) error {
	tx, _, err := job.transaction(job.Safe.Nonce)
	if err != nil || job.queued != nil {
		return err
	}
	for _, word := range words {
		file := signatureIn(word)
		if file == nil || file.Nonce() >= job.Safe.Nonce || file.Differs(job.ChainID, job.Safe.Address, tx) != "nonce" {
			continue
		}
		return a.usedBy(ctx, job, file, ofOther(file, job, tx, word))
	}
	return nil
}

// usedBy names, in the error for a signature whose nonce is used, the transaction
// in which it was used.
func (a *app) usedBy(ctx context.Context, job *safeJob, file *safe.SignatureFile, err error) error {
	var f *failure.Failure
	if !errors.As(err, &f) || f.Code != "safe.nonce" || file.Nonce() >= job.Safe.Nonce {
		return err
	}
	since := job.On.Number - min(job.On.Number, recentBlocks)
	if job.plan != nil {
		since = job.plan.Base.Number
	}
	if by := executedIn(ctx, job.Client, file, since); by != nil {
		f.Message += "; what it signs was executed in " + by.Hex()
		f = f.WithHint("there is nothing to execute; to do it once more it has to be signed again").WithDetail("executed_in", by)
	}
	return f
}
