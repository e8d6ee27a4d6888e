package poolplan

import (
	"context"
	"errors"

	"mpool/internal/failure"
	"mpool/internal/text"
)

// Valid lists files without mistakes.
type Valid []string

// Text shows a line for each file.
func (v Valid) Text(p *text.Page) {
	for _, name := range v {
		p.Line("%s: valid", text.Clean(name, text.LineWidth))
	}
}

// mostMistakes is the largest number of mistakes that are reported at once.
const mostMistakes = 10

// atMost returns at most so many errors, and one about the number of further ones.
func atMost(most int, all []error) []error {
	if len(all) <= most {
		return all
	}
	return append(all[:most:most], failure.Usage("%s more", text.Plural(len(all)-most, "mistake")))
}

// Valid reads files, and the strategies that they name, and reports the mistakes of all of them.
func (k *Keeper) Valid(ctx context.Context, paths []string) (Valid, error) {
	valid, wrong := Valid{}, []error{}
	for _, path := range paths {
		file, err := k.Read(ctx, path)
		if err == nil && file.Want.Strategy != nil {
			_, err = k.strategyOf(ctx, file)
		}
		var f *failure.Failure
		switch {
		case err == nil:
			valid = append(valid, path)
			if file.Want.Nothing() {
				k.Plans.UI.Warn("poolfile.nothing", "%s sets nothing, so every pool matches it", text.Clean(path, text.LineWidth))
			}
		case errors.As(err, &f):
			for _, one := range f.All() {
				wrong = append(wrong, one)
			}
		default:
			return nil, err
		}
	}
	if len(wrong) == 0 {
		return valid, nil
	}
	err := failure.Together(atMost(mostMistakes, wrong)...)
	var f *failure.Failure
	if errors.As(err, &f) && len(valid) > 0 {
		return nil, f.WithResult(valid)
	}
	return nil, err
}
