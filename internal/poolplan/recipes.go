package poolplan

import (
	"context"
	"fmt"
	"strings"

	"mpool/internal/batch"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/recipe"
	"mpool/internal/request"
	"mpool/internal/text"
)

// ShowRecipe explains a recipe.
func ShowRecipe(name string) (text.View, error) {
	r, err := recipe.Find(name)
	if err != nil {
		return nil, failure.Usage("%s", err).WithHint("mpool recipe list")
	}
	return &r, nil
}

// settings parses values of a recipe's parameters, each NAME=VALUE.
func settings(typed []string) (map[string]string, error) {
	set := map[string]string{}
	for _, words := range typed {
		name, value, found := strings.Cut(words, "=")
		if _, twice := set[name]; !found || twice {
			return nil, failure.Usage("--set %s: use NAME=VALUE, once for each parameter", text.ShellWord(words)).WithHint("example: --set duration=7d")
		}
		set[name] = value
	}
	return set, nil
}

// ofStep adds to an error which operation of the recipe's batch has the wrong value.
func ofStep(name string, step int, item batch.Item, err error) error {
	return failure.Together(failure.Each(fmt.Sprintf("%s: operation %d (%s): ", name, step, item.Operation), err))
}

func filled(before *ops.Snapshot, name string, typed []string) (Written, []batch.Item, error) {
	set, err := settings(typed)
	if err != nil {
		return nil, nil, err
	}
	r, err := recipe.Find(name)
	if err != nil {
		return nil, nil, failure.Usage("%s", err).WithHint("mpool recipe list")
	}
	words, err := r.Fill(before, set)
	if err != nil {
		return nil, nil, failure.Usage("%s", err).WithHint("mpool recipe show %s", name)
	}
	items, err := batch.Parse([]byte(words), request.Shapes(), "")
	if err != nil {
		return nil, nil, failure.Usage("%s: the batch is not valid: %s", name, err).Because(err)
	}
	return Written(words), items, nil
}

// RecipeStep returns one operation of the batch, counted from 1.
func RecipeStep(ctx context.Context, on *request.Target, from request.Source, name string, typed []string, step int) (ops.Operation, error) {
	_, items, err := filled(on.Before, name, typed)
	if err != nil {
		return nil, err
	}
	if step > len(items) {
		return nil, failure.Usage("--step %d: the recipe has %d operations", step, len(items))
	}
	if err := laterStep(on.Before, name, step, typed); err != nil {
		return nil, err
	}
	r, err := request.Parse(ctx, items[step-1], from)
	if err != nil {
		return nil, ofStep(name, step, items[step-1], err)
	}
	return r.Build(ctx, on)
}

// laterStep refuses a step that would differ from that of the batch.
func laterStep(before *ops.Snapshot, name string, step int, typed []string) error {
	set, err := settings(typed)
	if err != nil {
		return err
	}
	r, err := recipe.Find(name)
	if err != nil {
		return failure.Usage("%s", err)
	}
	if err := r.Later(step, set); err != nil {
		return failure.Usage("%s: %s", name, err).WithHint("mpool history shows the weights before step 1, and a batch file that was written before step 1 has all steps")
	}
	if err := r.Onwards(before, step, set); err != nil {
		return failure.Usage("%s: %s", name, err).WithHint("mpool history shows the weights before step 1, and mpool status the current ones")
	}
	return nil
}
