package poolplan

import (
	"context"
	"errors"
	"io"
	"os"

	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/market"
	"mpool/internal/request"
	"mpool/internal/text"
)

// named reads a file that a pool file names. It must be beside the pool file: the pool file's author
// need not be the user, and results and errors quote the file.
func (k *Keeper) named(ctx context.Context, of, name string, most int64) ([]byte, error) {
	words, err := files.ReadFrom(ctx.Done(), func() (io.ReadCloser, error) {
		if k.Inputs != nil {
			k.Inputs.Reads(request.PathBeside(of, name))
		}
		return request.Beside(of, name)
	}, most)
	var wrong *failure.Failure
	switch {
	case err == nil, errors.Is(err, context.Canceled):
		return words, err
	case errors.Is(err, os.ErrNotExist):
		return nil, failure.Usage("%s names the file %s, which does not exist", text.Quote(of), text.Quote(name)).Because(err).WithHint("name it as seen from the folder of %s", text.Quote(of))
	case errors.As(err, &wrong):
		return nil, failure.Usage("%s: %s", text.Quote(of), wrong.Message).Because(err).WithHint("%s", wrong.Hint)
	}
	return nil, failure.New(failure.Plain, "prices.unreadable", "%s: cannot read the file %s: %s", text.Quote(of), text.Quote(name), text.Clean(err.Error(), text.LineWidth)).Because(err)
}

// prices reads the prices that a flag names instead of the file's own; - is standard input.
func (k *Keeper) prices(ctx context.Context) ([]byte, error) {
	words, err := files.ReadFrom(ctx.Done(), func() (io.ReadCloser, error) { return k.Open(k.Prices) }, longestPrices)
	if err != nil && !errors.Is(err, context.Canceled) {
		return nil, failure.Usage("--strategy-prices: cannot read %s: %s", text.Quote(k.Prices), failure.Innermost(err)).Because(err)
	}
	return words, err
}

// mostPrices limits the size of prices after unpacking: a packed file of megabytes can hold gigabytes.
func mostPrices() market.Most { return market.Most{Bytes: longestPrices, Prices: 10_000_000} }

// short refuses prices that would need too many rows when they are aligned.
func short(series []market.Series, o market.Options) error {
	s, err := market.NewStream(series, o)
	if err != nil {
		return failure.New(failure.Plain, "prices.none", "%s", err).Because(err)
	}
	defer s.Close()
	if most := mostPrices().Prices / len(series); s.Steps() > most {
		return failure.New(failure.Plain, "prices.large", "the prices have %d rows at their usual distance, but mpool reads at most %d", s.Steps(), most).WithHint("use fewer or evenly spaced rows")
	}
	return nil
}
