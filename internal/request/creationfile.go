package request

import (
	"context"
	"errors"
	"io"
	"os"

	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/named"
	"mpool/internal/ops/newpool"
	"mpool/internal/parse"
	"mpool/internal/poolfile"
	"mpool/internal/text"
)

// longestPoolFile is the largest size of a file, in bytes.
const longestPoolFile = 1 << 20

// readPoolFile reads the description of the new pool.
func readPoolFile(ctx context.Context, path string, from Source) (*poolfile.File, error) {
	words, err := files.ReadFrom(ctx.Done(), func() (io.ReadCloser, error) { return from.Open(path) }, longestPoolFile)
	if errors.Is(err, context.Canceled) {
		return nil, err
	}
	if errors.Is(err, os.ErrNotExist) {
		return nil, failure.Usage("file not found: %s", text.Quote(path)).Because(err)
	}
	if err != nil {
		return nil, failure.Usage("%s: %s", path, err).Because(err)
	}
	file, err := poolfile.Read(words)
	if err != nil {
		return nil, failure.Usage("%s: %s", path, err)
	}
	return file, nil
}

// fromFile sets the values of the pool file.
func (o *creation) fromFile(op *newpool.CreatePool) error {
	file := o.file
	op.Title, op.Symbol = named.Pool(file.Name), file.Create.Symbol
	op.SwapFee, op.AumFee = file.Fees()
	op.Swaps = file.Swaps == nil || *file.Swaps
	op.Allowlist = file.Create.Allowlist == nil || *file.Create.Allowlist
	if o.owner.words == "" {
		o.owner.words = file.Create.Owner
	}
	if o.salt.words == "" {
		o.salt.words = file.Create.Salt
	}
	for _, t := range file.Tokens {
		token, err := tokenOfFile(t)
		if err != nil {
			return err
		}
		op.Tokens = append(op.Tokens, token)
	}
	return nil
}

func tokenOfFile(t poolfile.Token) (token newpool.NewToken, err error) {
	token.Weight = t.Share()
	if token.Token, err = parse.Address(t.Address); err != nil {
		return token, failure.Usage("tokens: %s: address: %s", t.Symbol, err).WithHint("use the address of each token of a new pool")
	}
	if t.Manager == "" {
		return token, nil
	}
	if token.AssetManager, err = parse.Address(t.Manager); err != nil {
		return token, failure.Usage("tokens: %s: asset_manager: %s", t.Symbol, err)
	}
	return token, nil
}
