package signing

import (
	"bytes"
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/safe"
	"mpool/internal/safe/queue"
)

// SignatureIn reads a signature file; nil if it is not one.
func SignatureIn(path string) *safe.SignatureFile {
	text, err := files.Read(nil, path, longestSignature)
	if err != nil {
		return nil
	}
	file, err := safe.ReadSignature(bytes.NewReader(text))
	if err != nil {
		return nil
	}
	return file
}

// ExecutedIn finds the transaction that executed what was signed, since a block; nil if there is none,
// or if the node cannot tell.
func ExecutedIn(ctx context.Context, client queue.Races, file *safe.SignatureFile, since uint64) *common.Hash {
	race, err := client.SafeRaceOf(ctx, file.Safe, file.Nonce(), file.Hashes.SafeTx, since)
	if err != nil || race.By == (common.Hash{}) || race.Failed {
		return nil
	}
	return &race.By
}

// recentBlocks is the number of blocks to search if no plan gives a start: about a week.
const recentBlocks = 50_400

// UsedUp says that a batch was already executed, because the check could otherwise report the batch's
// own effects.
func UsedUp(ctx context.Context, job *Request, words []string) error {
	tx, _, err := job.Transaction(job.Safe.Nonce)
	if err != nil || job.queued != nil {
		return err
	}
	for _, word := range words {
		file := SignatureIn(word)
		if file == nil || file.Nonce() >= job.Safe.Nonce || file.Differs(job.ChainID, job.Safe.Address, tx) != "nonce" {
			continue
		}
		return usedBy(ctx, job.Client, job, file, ofOther(file, job, tx, word))
	}
	return nil
}

// usedBy adds to an error about a used nonce the transaction that used it.
func usedBy(ctx context.Context, node queue.Races, job *Request, file *safe.SignatureFile, err error) error {
	var f *failure.Failure
	if !errors.As(err, &f) || f.Code != "safe.nonce" || file.Nonce() >= job.Safe.Nonce {
		return err
	}
	since := job.On.Number - min(job.On.Number, recentBlocks)
	if job.plan != nil {
		since = job.plan.Base.Number
	}
	if by := ExecutedIn(ctx, node, file, since); by != nil {
		f.Message += "; the signed transaction was executed in " + by.Hex()
		f = f.WithHint("nothing to execute; to do it again, sign a new transaction").WithDetail("executed_in", by)
	}
	return f
}
