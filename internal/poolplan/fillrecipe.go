package poolplan

import (
	"context"
	"slices"
	"strings"

	"mpool/internal/batch"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/ops"
	"mpool/internal/request"
	"mpool/internal/text"
)

// batchKind says which existing files a recipe's batch may replace.
func batchKind() files.Kind {
	return files.Kind{What: "batch", Is: func(words []byte) bool {
		_, err := batch.Parse(words, request.Shapes(), "")
		return err == nil
	}}
}

// CheckFill refuses flags that only one operation of a recipe accepts, and an output file that is not a
// batch.
func CheckFill(given []string, out string) error {
	if wrong := slices.DeleteFunc(given, func(flag string) bool { return flag == "set" || flag == "step" || flag == "out" }); len(wrong) > 0 {
		return failure.Usage("recipe apply without --step N only writes the batch, and does not take %s", "--"+strings.Join(wrong, ", --")).
			WithHint("add --step 1, or write the batch with --out batch.yaml and try it with mpool dry-run batch.yaml")
	}
	if out == "" {
		return nil
	}
	return batchKind().Replaceable(out)
}

// FillRecipe returns a recipe's batch file for a pool, and writes it if a file is named. It parses each
// operation, so that a wrong value is reported here and not by the dry run.
func FillRecipe(ctx context.Context, before *ops.Snapshot, from request.Source, name string, typed []string, out string) (Written, error) {
	words, items, err := filled(before, name, typed)
	for i := 0; i < len(items) && err == nil; i++ {
		_, err = request.Parse(ctx, items[i], from)
		err = ofStep(name, i+1, items[i], err)
	}
	if err != nil || out == "" {
		return words, err
	}
	if err := files.Put("the batch", out, words, 0o644); err != nil {
		return nil, err
	}
	return Written(text.Clean(out, text.MessageWidth) + ": the batch of " + name + "; try it with: mpool dry-run " + text.ShellWord(out) + "\n"), nil
}
