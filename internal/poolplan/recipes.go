package poolplan

import (
	"context"
	"fmt"

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

// FillRecipe is the batch file that a recipe makes for a pool.
func FillRecipe(before *ops.Snapshot, name string, set map[string]string) (Written, error) {
	r, err := recipe.Find(name)
	if err != nil {
		return nil, failure.Usage("%s", err).WithHint("mpool recipe list")
	}
	words, err := r.Fill(before, set)
	if err != nil {
		return nil, failure.Usage("%s", err).WithHint("mpool recipe show %s", name)
	}
	return Written(words), nil
}

// RecipeStep is one operation of the batch, counted from 1.
func RecipeStep(ctx context.Context, on *request.Target, from request.Source, name string, set map[string]string, step int) (ops.Operation, error) {
	words, err := FillRecipe(on.Before, name, set)
	if err != nil {
		return nil, err
	}
	items, err := batch.Parse(words, request.Shapes(), "")
	if err != nil {
		return nil, fmt.Errorf("the recipe's batch: %w", err)
	}
	if step > len(items) {
		return nil, failure.Usage("--step %d: the recipe has %d operations", step, len(items))
	}
	r, err := request.Parse(ctx, items[step-1], from)
	if err != nil {
		return nil, err
	}
	return r.Build(ctx, on)
}
